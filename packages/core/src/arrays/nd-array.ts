/**
 * Arrays in ordinary memory: what data sets hold, what `predict` returns, what `fit` accepts.
 *
 * An NdArray is typed storage with a shape. It needs no backend and no disposal, and it keeps narrow
 * types such as `uint8` narrow, which a tensor cannot. `tensor(array)` carries it to the backend.
 */

import { describe } from '../errors/describe.ts';
import { ArgumentError, DtypeError, ShapeError } from '../errors/myelin-error.ts';
import type { KnownShape } from '../shapes/shape.ts';
import { formatShape, normalizeAxis, shapeSize } from '../shapes/shape.ts';
import type { DataType, NumericArray } from './data-type.ts';
import { allocate, convert } from './data-type.ts';
import { formatArray } from './format-array.ts';
import type { NestedArray } from './nested-array.ts';
import { flattenNested, nest } from './nested-array.ts';

/** Typed arrays taken as input; 64-bit and 16-bit ones are converted. */
export type TypedArray =
  | NumericArray
  | Float64Array
  | Int8Array
  | Int16Array
  | Uint16Array
  | Uint32Array
  | Uint8ClampedArray;

/** Elements of a row up to which a loop copies it faster than `set` does, which needs a view of it. */
const NARROW = 32;

export class NdArray {
  /** Elements, row-major. Booleans are 0 and 1. */
  readonly data: NumericArray;
  readonly shape: KnownShape;
  readonly dtype: DataType;

  /**
   * @throws {@link ShapeError} the shape does not hold as many elements as `data`.
   */
  constructor(data: NumericArray, shape: KnownShape, dtype: DataType = storageType(data)) {
    if (shapeSize(shape) !== data.length) {
      throw new ShapeError({
        where: 'NdArray',
        problem: `shape ${formatShape(shape)} holds ${shapeSize(shape)} elements, received ${data.length}`,
        fix: 'pass a shape whose sizes multiply to the number of elements',
      });
    }
    this.data = data;
    this.shape = shape;
    this.dtype = dtype;
  }

  get rank(): number {
    return this.shape.length;
  }

  /** Number of elements. */
  get size(): number {
    return this.data.length;
  }

  /** Size of the first axis: the number of rows or samples. `1` for a scalar. */
  get length(): number {
    return this.shape[0] ?? 1;
  }

  /**
   * One element; negative indices count from the end.
   *
   * @example
   * ndArray([[1, 2], [3, 4]]).at(-1, 0) // => 3
   */
  at(...indices: readonly number[]): number {
    if (indices.length !== this.rank) {
      throw new ShapeError({
        where: 'NdArray.at',
        problem: `an array of shape ${formatShape(this.shape)} takes ${this.rank} indices, received ${indices.length}`,
        fix: 'pass one index for each axis, or use row(i)',
      });
    }
    let offset = 0;
    for (const [axis, index] of indices.entries()) {
      const size = this.shape[axis] ?? 0;
      offset = offset * size + checkedIndex('NdArray.at', index, size);
    }
    return this.data[offset] ?? 0;
  }

  /** One entry of the first axis, without a copy: `x[i]` of NumPy. */
  row(index: number): NdArray {
    const i = checkedIndex('NdArray.row', index, this.length);
    const stride = this.#rowSize();
    return new NdArray(
      this.data.subarray(i * stride, (i + 1) * stride),
      this.shape.slice(1),
      this.dtype,
    );
  }

  /** Rows `begin` up to but not including `end`, without a copy: `x[begin:end]` of NumPy. */
  slice(begin: number, end: number = this.length): NdArray {
    const clamp = (i: number): number =>
      Math.min(Math.max(i < 0 ? i + this.length : i, 0), this.length);
    const from = clamp(begin);
    const to = Math.max(from, clamp(end));
    const stride = this.#rowSize();
    return new NdArray(
      this.data.subarray(from * stride, to * stride),
      [to - from, ...this.shape.slice(1)],
      this.dtype,
    );
  }

  /** Copy of the rows at `indices`, in that order. */
  take(indices: ArrayLike<number>): NdArray {
    const stride = this.#rowSize();
    const source = this.data;
    const rows = this.length;
    const data = allocate(this.dtype, indices.length * stride);
    for (let i = 0, to = 0; i < indices.length; i++, to += stride) {
      const from = checkedIndex('NdArray.take', indices[i] ?? Number.NaN, rows) * stride;
      if (stride > NARROW) data.set(source.subarray(from, from + stride), to);
      else for (let k = 0; k < stride; k++) data[to + k] = source[from + k] as number;
    }
    return new NdArray(data, [indices.length, ...this.shape.slice(1)], this.dtype);
  }

  /** The same elements under another shape, without a copy. One size may be -1: it is worked out. */
  reshape(shape: readonly number[]): NdArray {
    const known = shape.filter((size) => size !== -1);
    const rest = this.size / shapeSize(known);
    const whole = shape.map((size) => (size === -1 ? rest : size));
    if (
      shape.length - known.length > 1 ||
      shapeSize(whole) !== this.size ||
      !whole.every(Number.isInteger)
    ) {
      throw new ShapeError({
        where: 'NdArray.reshape',
        problem: `${this.size} elements of shape ${formatShape(this.shape)} do not fit shape ${formatShape(shape)}`,
        fix: 'pass sizes that multiply to the number of elements, with at most one -1',
      });
    }
    return new NdArray(this.data, whole, this.dtype);
  }

  /** The same values in another element type. */
  astype(dtype: DataType): NdArray {
    return dtype === this.dtype ? this : new NdArray(convert(this.data, dtype), this.shape, dtype);
  }

  /** `x + value`, element by element, in float32; in float64 where this is. */
  add(value: number): NdArray {
    const made = this.#likeFloats();
    const { data } = this;
    for (let i = 0; i < data.length; i++) made[i] = (data[i] as number) + value;
    return new NdArray(made, this.shape);
  }

  /** `x - value`, element by element, in float32; in float64 where this is. */
  sub(value: number): NdArray {
    const made = this.#likeFloats();
    const { data } = this;
    for (let i = 0; i < data.length; i++) made[i] = (data[i] as number) - value;
    return new NdArray(made, this.shape);
  }

  /** `x * value`, element by element, in float32; in float64 where this is. */
  mul(value: number): NdArray {
    const made = this.#likeFloats();
    const { data } = this;
    for (let i = 0; i < data.length; i++) made[i] = (data[i] as number) * value;
    return new NdArray(made, this.shape);
  }

  /** `x / value`, element by element, in float32; in float64 where this is. */
  div(value: number): NdArray {
    const made = this.#likeFloats();
    const { data } = this;
    for (let i = 0; i < data.length; i++) made[i] = (data[i] as number) / value;
    return new NdArray(made, this.shape);
  }

  /** An array of `transform(element)` in float32; in float64 where this is. */
  map(transform: (element: number, index: number) => number): NdArray {
    const data = this.#likeFloats();
    for (let i = 0; i < data.length; i++) data[i] = transform(this.data[i] ?? 0, i);
    return new NdArray(data, this.shape);
  }

  /** Smallest element. */
  min(): number {
    return this.#reduce('min', (best, value) => (value < best ? value : best));
  }

  /** Largest element. */
  max(): number {
    return this.#reduce('max', (best, value) => (value > best ? value : best));
  }

  /** Sum of all elements, added in double precision. */
  sum(): number {
    let total = 0;
    for (const value of this.data) total += value;
    return total;
  }

  /** Mean of all elements. */
  mean(): number {
    return this.sum() / this.size;
  }

  /** Index of the largest element along `axis`; the first one where several are equal. */
  argMax(axis = -1): NdArray {
    const at = normalizeAxis('NdArray.argMax', axis, this.rank);
    const length = this.shape[at] ?? 0;
    const inner = shapeSize(this.shape.slice(at + 1));
    const outer = shapeSize(this.shape.slice(0, at));
    const best = new Int32Array(outer * inner);
    for (let o = 0; o < outer; o++) {
      for (let i = 0; i < inner; i++) {
        const start = o * length * inner + i;
        for (let k = 1; k < length; k++) {
          const leader = this.data[start + (best[o * inner + i] ?? 0) * inner] ?? 0;
          if ((this.data[start + k * inner] ?? 0) > leader) best[o * inner + i] = k;
        }
      }
    }
    return new NdArray(best, [...this.shape.slice(0, at), ...this.shape.slice(at + 1)]);
  }

  /** Nested lists; a scalar comes back as a number. */
  toArray(): NestedArray {
    return nest(this.data, this.shape);
  }

  toString(): string {
    return formatArray(this.data, this.shape, this.dtype);
  }

  /** What `console.log` shows in Node. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }

  /** Storage for as many floats, or doubles where these are. */
  #likeFloats(): NumericArray {
    return allocate(this.dtype === 'float64' ? 'float64' : 'float32', this.size);
  }

  #rowSize(): number {
    if (this.rank === 0) {
      throw new ShapeError({
        where: 'NdArray',
        problem: 'a scalar has no rows, received shape []',
        fix: 'use at() to read a scalar',
      });
    }
    return shapeSize(this.shape.slice(1));
  }

  #reduce(name: string, better: (best: number, value: number) => number): number {
    if (this.size === 0) {
      throw new ShapeError({
        where: `NdArray.${name}`,
        problem: `an empty array has no ${name}, received shape ${formatShape(this.shape)}`,
        fix: 'check that the data was loaded',
      });
    }
    let best = this.data[0] ?? 0;
    for (const value of this.data) best = better(best, value);
    return best;
  }
}

/**
 * An {@link NdArray} from nested lists, a typed array (with an optional shape) or another NdArray.
 *
 * Lists of whole numbers become `int32`, lists of booleans `bool`, all others `float32`, a Float64Array too: `float64` is
 * what is asked for as `dtype`.
 *
 * @example
 * ndArray([[1, 2], [3, 4]]).shape // => [2, 2]
 */
export function ndArray(
  values: NestedArray | TypedArray | NdArray,
  shape?: KnownShape,
  dtype?: DataType,
): NdArray {
  const array = arrayFrom('ndArray', values, dtype);
  return shape ? array.reshape(shape) : array;
}

/**
 * As {@link ndArray}; errors say `where` the values were given.
 *
 * @throws {@link ShapeError} lists are not rectangular.
 * @throws {@link DataError} an element is no number.
 * @throws {@link DtypeError} a typed array holds 64-bit integers.
 */
export function arrayFrom(
  where: string,
  values: NestedArray | TypedArray | NdArray,
  dtype?: DataType,
): NdArray {
  if (values instanceof NdArray) return dtype ? values.astype(dtype) : values;
  if (ArrayBuffer.isView(values)) {
    requireNumbers(where, values);
    const own = dtype ?? dtypeOf(values);
    return new NdArray(convert(values, own), [values.length], own);
  }
  if (typeof values !== 'number' && typeof values !== 'boolean' && !Array.isArray(values)) {
    throw new ArgumentError({
      where,
      problem: `values must be nested lists, a typed array or an NdArray, received ${describe(values)}`,
      fix: 'pass for example [[1, 2], [3, 4]]',
    });
  }
  const flat = flattenNested(where, values);
  const own = dtype ?? flat.kind;
  return new NdArray(convert(flat.values, own), flat.shape, own);
}

/** Typed arrays of 64-bit integers hold no numbers, and views hold no elements at all. */
function requireNumbers(where: string, values: ArrayBufferView): void {
  const isOther = values instanceof BigInt64Array || values instanceof BigUint64Array;
  if (!isOther && !(values instanceof DataView)) return;
  throw new DtypeError({
    where,
    problem: `values must be numbers, received ${describe(values)}`,
    fix: 'turn them into numbers first, for example with Float32Array.from(values, Number)',
  });
}

/** Element type of storage. */
const storageType = (data: NumericArray): DataType =>
  data instanceof Float64Array ? 'float64' : dtypeOf(data);

/** Element type in which a typed array that was given is kept. */
function dtypeOf(data: TypedArray): DataType {
  if (data instanceof Uint8Array || data instanceof Uint8ClampedArray) return 'uint8';
  if (data instanceof Float32Array || data instanceof Float64Array) return 'float32';
  if (data instanceof Uint32Array) return 'float32';
  return 'int32';
}

function checkedIndex(where: string, index: number, size: number): number {
  const i = index < 0 ? index + size : index;
  if (Number.isInteger(i) && i >= 0 && i < size) return i;
  throw new ArgumentError({
    where,
    problem: `an index must be a whole number from ${-size} to ${size - 1}, received ${index}`,
    fix: 'check the index against the shape of the array',
  });
}
