/**
 * Texts in ordinary memory, with a shape: the counterpart of `NdArray` for what no backend computes with.
 */

import { describe } from '../errors/describe.ts';
import { ArgumentError, DataError, ShapeError } from '../errors/myelin-error.ts';
import type { KnownShape } from '../shapes/shape.ts';
import { formatShape, shapeSize } from '../shapes/shape.ts';
import { formatPath, nest, walkNested } from './nested-array.ts';

/** A text, or nested lists of texts, all lists of one depth equally long. */
export type NestedStrings = string | readonly NestedStrings[];

export class StringArray {
  /** Elements, row-major. */
  readonly data: readonly string[];
  readonly shape: KnownShape;
  readonly dtype = 'string';

  /**
   * @throws {@link ShapeError} the shape does not hold as many elements as `data`.
   */
  constructor(data: readonly string[], shape: KnownShape) {
    if (shapeSize(shape) !== data.length) {
      throw new ShapeError({
        where: 'StringArray',
        problem: `shape ${formatShape(shape)} holds ${shapeSize(shape)} elements, received ${data.length}`,
        fix: 'pass a shape whose sizes multiply to the number of elements',
      });
    }
    this.data = data;
    this.shape = shape;
  }

  get rank(): number {
    return this.shape.length;
  }

  /** Number of elements. */
  get size(): number {
    return this.data.length;
  }

  /** Size of the first axis: the number of rows or samples. `1` for a single text. */
  get length(): number {
    return this.shape[0] ?? 1;
  }

  /** One entry of the first axis; a negative index counts from the end. */
  row(index: number): StringArray {
    const at = index < 0 ? index + this.length : index;
    if (this.rank > 0 && Number.isInteger(at) && at >= 0 && at < this.length) {
      return this.slice(at, at + 1).reshape(this.shape.slice(1));
    }
    throw new ArgumentError({
      where: 'StringArray.row',
      problem: `an index must be the number of a row of shape ${formatShape(this.shape)}, received ${index}`,
      fix: 'check the index against the shape of the array',
    });
  }

  /** Rows `begin` up to but not including `end`; negative ones count from the end. */
  slice(begin: number, end: number = this.length): StringArray {
    const clamp = (i: number): number =>
      Math.min(Math.max(i < 0 ? i + this.length : i, 0), this.length);
    const from = clamp(begin);
    const to = Math.max(from, clamp(end));
    const stride = shapeSize(this.shape.slice(1));
    const rows = this.data.slice(from * stride, to * stride);
    return new StringArray(rows, [to - from, ...this.shape.slice(1)]);
  }

  /** The rows at `indices`, in that order. */
  take(indices: ArrayLike<number>): StringArray {
    const stride = shapeSize(this.shape.slice(1));
    const rows = Array.from(indices, (i) => this.data.slice(i * stride, (i + 1) * stride));
    return new StringArray(rows.flat(), [rows.length, ...this.shape.slice(1)]);
  }

  /** The same elements under another shape. */
  reshape(shape: KnownShape): StringArray {
    return new StringArray(this.data, shape);
  }

  /** Nested lists; a single text comes back as it is. */
  toArray(): NestedStrings {
    return nest(this.data, this.shape) as NestedStrings;
  }

  toString(): string {
    return JSON.stringify(this.toArray());
  }
}

/**
 * A {@link StringArray} from nested lists of texts.
 *
 * @throws {@link ShapeError} lists are not rectangular.
 * @throws {@link DataError} an element is no text.
 * @example
 * stringArray([['a', 'b'], ['c', 'd']]).shape // => [2, 2]
 */
export function stringArray(
  values: NestedStrings | StringArray,
  where = 'stringArray',
): StringArray {
  if (values instanceof StringArray) return values;
  if (typeof values !== 'string' && !Array.isArray(values)) {
    throw new ArgumentError({
      where,
      problem: `values must be nested lists of texts, received ${describe(values)}`,
      fix: "pass for example [['a', 'b'], ['c', 'd']]",
    });
  }
  const data: string[] = [];
  const shape = walkNested(where, values, (value, path) => {
    if (typeof value !== 'string') {
      throw new DataError({
        where,
        problem: `element ${formatPath(path)} must be a text, received ${describe(value)}`,
        fix: 'turn all elements into texts, for example with String(value)',
      });
    }
    data.push(value);
  });
  return new StringArray(data, shape);
}

/** Whether the first element of nested lists is a text: then all must be. */
export function holdsStrings(values: unknown): values is NestedStrings | StringArray {
  let first = values;
  while (Array.isArray(first)) first = first[0];
  return typeof first === 'string' || values instanceof StringArray;
}
