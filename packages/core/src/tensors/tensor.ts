import type { NumericArray, TensorDataType } from '../arrays/data-type.ts';
import type { NdArray, TypedArray } from '../arrays/nd-array.ts';
import type { NestedArray } from '../arrays/nested-array.ts';
import type { NestedStrings, StringArray } from '../arrays/string-array.ts';
import type { KnownShape } from '../shapes/shape.ts';

/**
 * An array on a backend, never changed once made.
 *
 * Tensors made outside `tidy` live until they are disposed: use `using`, `tidy` or `dispose()`.
 * (Underneath this is a tensor of tfjs-core; this type names the part of it that is ours to promise.)
 *
 * @example
 * using x = tensor([[1, 2], [3, 4]]);
 * using y = x.mul(2);
 * y.arraySync() // => [[2, 4], [6, 8]]
 */
export interface Tensor {
  readonly shape: KnownShape;
  /** Texts are read with `stringsOf(x)`, numbers with the methods below. */
  readonly dtype: TensorDataType | 'string';
  readonly rank: number;
  /** Number of elements. */
  readonly size: number;
  readonly isDisposed: boolean;

  /** Copy of the elements, row-major; waits for the backend without blocking. */
  data(): Promise<NumericArray>;
  /** Copy of the elements, row-major; blocks until the backend has them. */
  dataSync(): NumericArray;
  /** Nested lists; a scalar comes back as a number. */
  array(): Promise<NestedArray>;
  arraySync(): NestedArray;
  /** Gives the memory back. Further use is an error. */
  dispose(): void;
  [Symbol.dispose](): void;
  /** Values, shape and element type; blocks until the backend has them. */
  toString(): string;

  add(other: TensorLike): Tensor;
  sub(other: TensorLike): Tensor;
  mul(other: TensorLike): Tensor;
  div(other: TensorLike): Tensor;
  pow(exponent: TensorLike): Tensor;
  neg(): Tensor;
  abs(): Tensor;
  square(): Tensor;
  sqrt(): Tensor;
  exp(): Tensor;
  log(): Tensor;
  matMul(other: Tensor): Tensor;
  sum(axis?: number | readonly number[], keepDims?: boolean): Tensor;
  mean(axis?: number | readonly number[], keepDims?: boolean): Tensor;
  max(axis?: number | readonly number[], keepDims?: boolean): Tensor;
  min(axis?: number | readonly number[], keepDims?: boolean): Tensor;
  argMax(axis?: number): Tensor;
  reshape(shape: readonly number[]): Tensor;
  expandDims(axis?: number): Tensor;
  squeeze(axis?: readonly number[]): Tensor;
  transpose(permutation?: readonly number[]): Tensor;
  slice(begin: readonly number[], size?: readonly number[]): Tensor;
  cast(dtype: TensorDataType): Tensor;
  softmax(axis?: number): Tensor;
}

/** What operations take where a tensor is wanted. Texts become tensors that lie in ordinary memory on every backend. */
export type TensorLike = Tensor | NdArray | TypedArray | NestedArray | StringArray | NestedStrings;
