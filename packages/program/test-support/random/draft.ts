/** A random program while it is being written. */

import { NdArray, type RandomSource } from '@myelin/core';
import type {
  Attributes,
  Constant,
  DataType,
  Operation,
  ProgramInput,
  Value,
} from '../../src/ir/program.ts';
import { type Bounds, type Entry, isExact, isTame, rounded } from './entry.ts';

export interface ResultType {
  readonly shape: readonly number[];
  readonly dtype: DataType;
  readonly bounds: Bounds;
}

/** How large values may become. */
export interface Sizes {
  /** Largest size of an axis, by rank. */
  readonly axes: readonly number[];
  readonly elements: number;
  /** Of matrices that others are multiplied with. */
  readonly columns: number;
  /** Height and width of images. */
  readonly image: number;
}

/** Small enough for every mistake to be seen by eye. */
export const small: Sizes = { axes: [0, 17, 9, 6, 5], elements: 1200, columns: 9, image: 7 };

/** Large enough for threads to share the work. */
export const large: Sizes = {
  axes: [0, 60_000, 300, 40, 16],
  elements: 150_000,
  columns: 150,
  image: 40,
};

export class Draft {
  readonly source: RandomSource;
  readonly sizes: Sizes;
  readonly entries: Entry[] = [];
  readonly inputs: Value[] = [];
  readonly operations: Operation[] = [];
  readonly numbers: Record<string, NdArray> = {};

  constructor(source: RandomSource, sizes: Sizes) {
    this.source = source;
    this.sizes = sizes;
  }

  chance(probability: number): boolean {
    return this.source.unit() < probability;
  }

  /** Whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + this.source.integer(high - low + 1);
  }

  choose<Item>(items: readonly Item[]): Item {
    return items[this.source.integer(items.length)] as Item;
  }

  /** A value made so far that will do, recent ones preferred. */
  pick(accept: (entry: Entry) => boolean): Entry | undefined {
    const fitting = this.entries.filter(accept);
    if (fitting.length === 0) return undefined;
    const back = Math.floor(this.source.unit() ** 2 * fitting.length);
    return fitting[fitting.length - 1 - back];
  }

  float(accept: (entry: Entry) => boolean = () => true): Entry | undefined {
    return this.pick((entry) => entry.value.dtype === 'float32' && accept(entry));
  }

  exactFloat(accept: (entry: Entry) => boolean = () => true): Entry | undefined {
    return this.float((entry) => isExact(entry) && accept(entry));
  }

  ofType(dtype: DataType, accept: (entry: Entry) => boolean = () => true): Entry | undefined {
    return this.pick((entry) => entry.value.dtype === dtype && accept(entry));
  }

  /** A shape with odd sizes and axes of size 1. */
  shape(rank: number = this.between(0, 4)): number[] {
    const limit = this.sizes.axes[rank] ?? 4;
    return Array.from({ length: rank }, () => (this.chance(0.2) ? 1 : this.between(2, limit)));
  }

  /** A shape that broadcasts to `shape`: leading axes left out, others of size 1. */
  smallerShape(shape: readonly number[]): number[] {
    if (this.chance(0.4)) return [...shape];
    const kept = shape.slice(this.between(0, shape.length));
    return kept.map((size) => (this.chance(0.3) ? 1 : size));
  }

  /** An input, with numbers: multiples of 1/8 for floats. */
  input(
    role: ProgramInput['role'],
    shape: readonly number[],
    dtype: DataType,
    low = dtype === 'bool' ? 0 : -2,
    high = dtype === 'bool' ? 1 : 2,
  ): Entry {
    const name = `${role}${this.inputs.length}`;
    const value: Value = { shape, dtype, origin: { kind: 'input', input: { name, role } } };
    this.inputs.push(value);
    this.numbers[name] = this.#numbers(shape, dtype, low, high);
    return this.#enter(value, { low, high, bits: bitsOf(dtype) });
  }

  constant(shape: readonly number[], dtype: DataType, low = -2, high = 2): Entry {
    if (this.chance(0.5)) return this.fill(shape, dtype, low, high);
    const { data } = this.#numbers(shape, dtype, low, high);
    const elements = dtype === 'float32' ? Float32Array.from(data) : Int32Array.from(data);
    return this.#enterConstant({ kind: 'elements', elements }, shape, dtype, low, high);
  }

  /** A constant that is the same number everywhere. */
  fill(shape: readonly number[], dtype: DataType, low = -2, high = 2): Entry {
    const { data } = this.#numbers([], dtype, low, high);
    return this.#enterConstant({ kind: 'fill', value: data[0] ?? 0 }, shape, dtype, low, high);
  }

  #enterConstant(
    constant: Constant,
    shape: readonly number[],
    dtype: DataType,
    low: number,
    high: number,
  ): Entry {
    const value: Value = { shape, dtype, origin: { kind: 'constant', constant } };
    return this.#enter(value, { low, high, bits: bitsOf(dtype) });
  }

  /** A value out of nothing: an input or a constant. */
  fresh(shape: readonly number[], dtype: DataType, low?: number, high?: number): Entry {
    return this.chance(0.5)
      ? this.input(this.chance(0.4) ? 'state' : 'batch', shape, dtype, low, high)
      : this.constant(
          shape,
          dtype,
          ...(dtype === 'bool' ? ([0, 1] as const) : ([low, high] as const)),
        );
  }

  /** Writes an operation. @returns undefined, and writes nothing, if its numbers would grow wild. */
  add(
    kernel: string,
    inputs: readonly (readonly [name: string, entry: Entry])[],
    attributes: Attributes,
    results: ResultType | readonly ResultType[],
  ): Entry | undefined {
    const types = Array.isArray(results)
      ? (results as readonly ResultType[])
      : [results as ResultType];
    const bounds = types.map((type) => rounded(type.bounds));
    const sizes = types.map(({ shape }) => shape.reduce((product, size) => product * size, 1));
    if (!bounds.every(isTame) || sizes.some((size) => size > this.sizes.elements || size === 0))
      return undefined;
    const outputs = types.map(
      ({ shape, dtype }): Value => ({ shape, dtype, origin: { kind: 'result' } }),
    );
    this.operations.push({
      kernel,
      inputs: inputs.map(([, { value }]) => value),
      inputNames: inputs.map(([name]) => name),
      attributes,
      outputs,
      scope: this.choose(['', 'model/first', 'model/second']),
    });
    const entries = outputs.map((value, i) => this.#enter(value, bounds[i] as Bounds));
    return entries[0];
  }

  #enter(value: Value, bounds: Bounds): Entry {
    const entry = { error: 0, ...bounds, value };
    this.entries.push(entry);
    return entry;
  }

  #numbers(shape: readonly number[], dtype: DataType, low: number, high: number): NdArray {
    const size = shape.reduce((product, one) => product * one, 1);
    const step = dtype === 'float32' ? 8 : 1;
    const one = (): number => this.between(Math.ceil(low * step), Math.floor(high * step)) / step;
    if (dtype === 'float32') return new NdArray(Float32Array.from({ length: size }, one), shape);
    if (dtype === 'int32') return new NdArray(Int32Array.from({ length: size }, one), shape);
    return new NdArray(Uint8Array.from({ length: size }, one), shape, 'bool');
  }
}

const bitsOf = (dtype: DataType): number => (dtype === 'float32' ? 3 : 0);
