import type { TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Kernel, KernelCall } from './kernel.ts';
import { values } from './kernel.ts';

/** Sum and arithmetic mean over neighboring axes, added up in double precision. */
export const sumKernels: readonly Kernel[] = [
  { name: tf.Sum, run: (call) => run(call, () => 1) },
  { name: tf.Mean, run: (call) => run(call, (count) => 1 / count) },
];

function run(call: KernelCall, scale: (count: number) => number): TensorInfo | undefined {
  const { x } = call.inputs as { x: TensorInfo };
  const { axis, keepDims } = call.attrs as {
    axis?: number | number[] | null;
    keepDims?: boolean;
  };
  const axes = tf.util.parseAxisParam(axis as number[], x.shape).sort((a, b) => a - b);
  if (x.dtype !== 'float32' || axes.length === 0 || !areNeighbors(axes)) return undefined;
  const first = axes[0] as number;
  const after = first + axes.length;
  const size = tf.util.sizeFromShape;
  const [outer, count, inner] = [
    size(x.shape.slice(0, first)),
    size(x.shape.slice(first, after)),
    size(x.shape.slice(after)),
  ] as [number, number, number];
  const sums = addUp(values(call, x), outer, count, inner, scale(count));
  const ones = keepDims ? axes.map(() => 1) : [];
  const shape = [...x.shape.slice(0, first), ...ones, ...x.shape.slice(after)];
  return call.backend.makeTensorInfo(shape, 'float32', sums);
}

const areNeighbors = (axes: readonly number[]): boolean =>
  axes.every((axis, i) => axis === (axes[0] as number) + i);

/** Sums over the middle axis of `[outer, count, inner]`, times `scale`. */
function addUp(
  x: Float32Array,
  outer: number,
  count: number,
  inner: number,
  scale: number,
): Float32Array {
  const result = new Float32Array(outer * inner);
  if (inner === 1) {
    for (let o = 0, from = 0; o < outer; o++) {
      let total = 0;
      for (let k = 0; k < count; k++) total += x[from++] as number;
      result[o] = total * scale;
    }
    return result;
  }
  const totals = new Float64Array(inner);
  for (let o = 0, from = 0; o < outer; o++) {
    totals.fill(0);
    for (let k = 0; k < count; k++) {
      for (let i = 0; i < inner; i++) {
        totals[i] = (totals[i] as number) + (x[from++] as number);
      }
    }
    for (let i = 0; i < inner; i++) result[o * inner + i] = (totals[i] as number) * scale;
  }
  return result;
}
