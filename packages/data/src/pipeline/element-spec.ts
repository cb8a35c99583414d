/** What elements are made of, without the values: `tf.TypeSpec` of Keras's world. */

import {
  ArgumentError,
  type DataType,
  describe,
  formatShape,
  isPlainRecord,
  requireOneOf,
  type Shape,
  type Structure,
} from '@myelin/core';
import { type DataArray, pathTo } from './arrays.ts';

export interface ArraySpecOptions {
  /** Sizes of the axes; null for one that may differ from element to element. */
  readonly shape: Shape;
  /** Element type: `'float32'`, `'int32'`, …, or `'string'` for texts. */
  readonly dtype: DataType | 'string';
}

const dtypes = ['float64', 'float32', 'int32', 'uint8', 'bool', 'string'] as const;

/**
 * Shape and element type of one array of an element: `tf.TensorSpec`.
 *
 * @example
 * new ArraySpec({ shape: [null, 3], dtype: 'float32' }).toString() // => float32 [?, 3]
 */
export class ArraySpec {
  readonly shape: Shape;
  readonly dtype: DataType | 'string';

  /** @throws {@link ArgumentError} a size is neither null nor a whole number of at least 0, or the type is unknown. */
  constructor({ shape, dtype }: ArraySpecOptions) {
    const where = 'ArraySpec';
    requireOneOf(where, 'dtype', dtype, dtypes);
    const isShape =
      Array.isArray(shape) &&
      shape.every((size) => size === null || (Number.isSafeInteger(size) && size >= 0));
    if (!isShape) {
      throw new ArgumentError({
        where,
        problem: `\`shape\` must be a list of sizes, received ${describe(shape)}`,
        fix: 'pass for example [null, 3]; [] for a single number',
      });
    }
    this.shape = shape;
    this.dtype = dtype;
  }

  toString(): string {
    return `${this.dtype} ${formatShape(this.shape)}`;
  }

  /** What `console.log` shows in Node. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `ArraySpec(${this.toString()})`;
  }
}

/**
 * The structure of an element with an {@link ArraySpec} in the place of each array. Where a type leaves open how many there are, it
 * leaves open how deep they are nested.
 */
export type ElementSpec<E> = E extends DataArray
  ? ArraySpec
  : E extends readonly unknown[]
    ? number extends E['length']
      ? readonly (E[number] extends DataArray ? ArraySpec : Structure<ArraySpec>)[]
      : { readonly [Key in keyof E]: ElementSpec<E[Key]> }
    : string extends keyof E
      ? { readonly [name: string]: Structure<ArraySpec> }
      : { readonly [Key in keyof E]: ElementSpec<E[Key]> };

/** @throws {@link ArgumentError} something else than an {@link ArraySpec} stands in a structure of them. */
export function requireSpec(where: string, option: string, spec: unknown): void {
  if (spec instanceof ArraySpec) return;
  const entries = Array.isArray(spec) || isPlainRecord(spec) ? Object.entries(spec) : [];
  if (entries.length === 0) {
    throw new ArgumentError({
      where,
      problem: `\`${option}\` must be an ArraySpec, or a list or record of them, received ${describe(spec)}`,
      fix: "pass for example { x: new ArraySpec({ shape: [null], dtype: 'float32' }) }",
    });
  }
  for (const [name, child] of entries) requireSpec(where, pathTo(option, name), child);
}
