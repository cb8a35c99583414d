import type { TensorInfo } from '@tensorflow/tfjs-core';
import { BatchMatMul, backend_util, util } from '@tensorflow/tfjs-core';
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
  const batchA = a.shape.slice(0, -2);
  const batchB = b.shape.slice(0, -2);
  const batch = backend_util.assertAndGetBroadcastShape(batchA, batchB);
  const count = util.sizeFromShape(batch);
  const countA = util.sizeFromShape(batchA);
  const countB = util.sizeFromShape(batchB);
  // Only whole operands are repeated here; a batch broadcast along one of several axes is tfjs's.
  const repeats = (own: number): boolean => own === count || own === 1;
  if (inner !== innerB || !repeats(countA) || !repeats(countB)) return undefined;

  const result = new Float32Array(count * rows * columns);
  for (let i = 0; i < count; i++) {
    const left = matrix(values(call, a), (i % countA) * rows * inner, inner, rows, transposeA);
    const right = matrix(
      values(call, b),
      (i % countB) * inner * columns,
      columns,
      inner,
      transposeB,
    );
    addProduct(result, i * rows * columns, left, right, { rows, columns, inner });
  }
  return call.backend.makeTensorInfo([...batch, rows, columns], 'float32', result);
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
  columns: number,
  rows: number,
  transposed: boolean,
): MatrixView {
  return transposed
    ? { data, offset, rowStride: 1, columnStride: rows }
    : { data, offset, rowStride: columns, columnStride: 1 };
}
