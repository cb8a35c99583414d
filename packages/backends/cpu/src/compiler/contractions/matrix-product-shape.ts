/** What a `BatchMatMul` multiplies: sizes, and how the elements of its operands lie in memory. */

import type { Operation, Value } from '@myelin/program';
import type { Axis } from './epilogue-access.ts';

export interface MatrixProductShape {
  /** Of `a` and of the result. */
  readonly rows: number;
  /** Of `b` and of the result. */
  readonly columns: number;
  /** Length of the sums. */
  readonly inner: number;
  readonly a: Strides;
  readonly b: Strides;
  /** Number of matrices. */
  readonly batch: number;
  /** Axes of the batch and what they mean to the operands, in bytes. */
  readonly batchA: readonly Axis[];
  readonly batchB: readonly Axis[];
}

/** Bytes from one element of a matrix to the next. */
export interface Strides {
  /** Along the rows or columns that the result has too. */
  readonly outer: number;
  /** Along the sum. */
  readonly inner: number;
}

export function matrixProductShape({ inputs, attributes }: Operation): MatrixProductShape {
  const [a, b] = inputs as readonly [Value, Value];
  const isTransposed = attributes.transposeA === true;
  const [rows, inner] = lastTwo(a.shape, isTransposed);
  const [columns] = lastTwo(b.shape, attributes.transposeB !== true);
  const batch = batchOf(a.shape, b.shape);
  const product = {
    rows,
    columns,
    inner,
    a: strides(isTransposed, rows, inner),
    b: strides(attributes.transposeB !== true, columns, inner),
    batch: batch.reduce((all, { size }) => all * size, 1),
    batchA: batch.map(({ size, a: strideA }) => ({ size, stride: 4 * strideA * rows * inner })),
    batchB: batch.map(({ size, b: strideB }) => ({ size, stride: 4 * strideB * columns * inner })),
  };
  // Many matrices times one: a single tall matrix.
  const isTall = product.batchB.every(({ stride }) => stride === 0) && !(isTransposed && rows > 1);
  const isWhole = a.shape.slice(0, -2).reduce((x, y) => x * y, 1) === product.batch;
  if (!isTall || !isWhole) return product;
  const tall = rows * product.batch;
  return { ...product, rows: tall, a: { outer: 4 * inner, inner: 4 }, ...noBatch };
}

const noBatch = { batch: 1, batchA: [], batchB: [] } as const;

/** Rows and columns, the other way round if transposed. */
function lastTwo(shape: readonly number[], isTransposed: boolean): readonly [number, number] {
  const [first = 1, second = 1] = shape.slice(-2);
  return isTransposed ? [second, first] : [first, second];
}

/** Of a matrix that lies row by row, each `inner` long, or column by column. Where only one matters, both are short. */
function strides(isTransposed: boolean, outer: number, inner: number): Strides {
  const byRows = { outer: 4 * inner, inner: 4 };
  const byColumns = { outer: 4, inner: 4 * outer };
  return isTransposed ? byColumns : byRows;
}

/** Axes before the last two, and by how many matrices the operands move along them. */
function batchOf(
  a: readonly number[],
  b: readonly number[],
): { readonly size: number; readonly a: number; readonly b: number }[] {
  const rank = Math.max(a.length, b.length);
  const axes = [];
  let [strideA, strideB] = [1, 1];
  for (let i = 3; i <= rank; i++) {
    const [sizeA, sizeB] = [a[a.length - i] ?? 1, b[b.length - i] ?? 1];
    axes.unshift({
      size: Math.max(sizeA, sizeB),
      a: sizeA === 1 ? 0 : strideA,
      b: sizeB === 1 ? 0 : strideB,
    });
    strideA *= sizeA;
    strideB *= sizeB;
  }
  return axes;
}
