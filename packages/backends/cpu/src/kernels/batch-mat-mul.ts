import type { TensorInfo } from '@tensorflow/tfjs-core';
import { BatchMatMul } from '@tensorflow/tfjs-core';
import { broadcast } from './broadcast.ts';
import type { Kernel, KernelCall } from './kernel.ts';
import { values } from './kernel.ts';
import type { MatrixView } from './matrix-product.ts';
import { addProduct } from './matrix-product.ts';

/** Products of matrices, one for each entry of the batch axes; those of one operand may be broadcast. */
export const batchMatMul: Kernel = { name: BatchMatMul, run };

function run(call: KernelCall): TensorInfo | undefined {
  const { a, b } = call.inputs as { a: TensorInfo; b: TensorInfo };
  if (a.dtype !== 'float32' || b.dtype !== 'float32') return undefined;
  const { transposeA, transposeB } = call.attrs as { transposeA: boolean; transposeB: boolean };
  const [inner, rows] = lastTwo(a, !transposeA);
  const [columns, innerB] = lastTwo(b, !transposeB);
  if (inner !== innerB) return undefined;
  const { shape, indices } = batches(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const size = { rows, columns, inner };
  const result = new Float32Array(indices.length * rows * columns);
  for (const [i, [ia, ib]] of indices.entries()) {
    const left = matrix(values(call, a), ia * rows * inner, rows, inner, transposeA);
    const right = matrix(values(call, b), ib * inner * columns, inner, columns, transposeB);
    addProduct(result, i * rows * columns, left, right, size);
  }
  return call.backend.makeTensorInfo([...shape, rows, columns], 'float32', result);
}

/** Which matrix of `a` meets which of `b`, for each of the result; tfjs is wrong where each repeats another axis. */
function batches(a: readonly number[], b: readonly number[]): Batches {
  const { shape, rowSize, rows } = broadcast(a, b);
  const indices = Array.from({ length: rows.length * rowSize }, (_, i) => {
    const row = Math.floor(i / rowSize);
    const within = i % rowSize;
    return [
      (rows.a[row] as number) + within * rows.stepA,
      (rows.b[row] as number) + within * rows.stepB,
    ] as const;
  });
  return { shape, indices };
}

interface Batches {
  readonly shape: readonly number[];
  readonly indices: readonly (readonly [a: number, b: number])[];
}

/** Sizes of the last two axes, last one first if `inOrder`. */
function lastTwo({ shape }: TensorInfo, inOrder: boolean): readonly [number, number] {
  const last = shape[shape.length - 1] ?? 1;
  const before = shape[shape.length - 2] ?? 1;
  return inOrder ? [last, before] : [before, last];
}

/** A matrix of `rows` × `columns` that lies row by row, or, transposed, column by column. */
function matrix(
  data: Float32Array,
  offset: number,
  rows: number,
  columns: number,
  transposed: boolean,
): MatrixView {
  return transposed
    ? { data, offset, rowStride: 1, columnStride: rows }
    : { data, offset, rowStride: columns, columnStride: 1 };
}
