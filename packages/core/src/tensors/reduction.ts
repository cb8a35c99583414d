/** Reductions. Without `axis` all axes are reduced; `keepDims` keeps them with size 1. */

import * as tf from '@tensorflow/tfjs-core';
import { foreign, operation, own } from './boundary.ts';
import type { Tensor, TensorLike } from './tensor.ts';

/** One axis or several; negative ones count from the end. */
export type Axes = number | readonly number[];

const listed = (axis: Axes | undefined): number | number[] | undefined =>
  typeof axis === 'object' ? [...axis] : axis;

/** Sum. */
export function sum(x: TensorLike, axis?: Axes, keepDims = false): Tensor {
  return operation('sum', () => own(tf.sum(foreign(x), listed(axis), keepDims)));
}

/** Arithmetic mean. */
export function mean(x: TensorLike, axis?: Axes, keepDims = false): Tensor {
  return operation('mean', () => own(tf.mean(foreign(x), listed(axis), keepDims)));
}

/** Largest element. */
export function max(x: TensorLike, axis?: Axes, keepDims = false): Tensor {
  return operation('max', () => own(tf.max(foreign(x), listed(axis), keepDims)));
}

/** Smallest element. */
export function min(x: TensorLike, axis?: Axes, keepDims = false): Tensor {
  return operation('min', () => own(tf.min(foreign(x), listed(axis), keepDims)));
}

/** Product. */
export function prod(x: TensorLike, axis?: Axes, keepDims = false): Tensor {
  return operation('prod', () => own(tf.prod(foreign(x), listed(axis), keepDims)));
}

/** Sum of all entries up to and including each one along an axis. */
export function cumulativeSum(x: TensorLike, axis = -1): Tensor {
  return operation('cumulativeSum', () => {
    const source = foreign(x);
    return own(tf.cumsum(source, axis < 0 ? axis + source.rank : axis));
  });
}

/** True where any element is. */
export function any(x: TensorLike, axis?: Axes, keepDims = false): Tensor {
  return operation('any', () => own(tf.any(foreign(x), listed(axis), keepDims)));
}

/** True where all elements are. */
export function all(x: TensorLike, axis?: Axes, keepDims = false): Tensor {
  return operation('all', () => own(tf.all(foreign(x), listed(axis), keepDims)));
}

/** `log Σ eˣ`, without overflow. */
export function logSumExp(x: TensorLike, axis?: Axes, keepDims = false): Tensor {
  return operation('logSumExp', () => own(tf.logSumExp(foreign(x), listed(axis), keepDims)));
}

/** Mean and population variance over the axes. */
export function moments(
  x: TensorLike,
  axis?: Axes,
  keepDims = false,
): { readonly mean: Tensor; readonly variance: Tensor } {
  return operation('moments', () => {
    const { mean, variance } = tf.moments(foreign(x), listed(axis), keepDims);
    return { mean: own(mean), variance: own(variance) };
  });
}

/** Index of the largest element along `axis`, the first one where several are equal; int32. */
export function argMax(x: TensorLike, axis = -1): Tensor {
  return operation('argMax', () => {
    const source = foreign(x);
    return own(tf.argMax(source, axis < 0 ? axis + source.rank : axis));
  });
}

/** Index of the smallest element along `axis`, the first one where several are equal; int32. */
export function argMin(x: TensorLike, axis = -1): Tensor {
  return operation('argMin', () => {
    const source = foreign(x);
    return own(tf.argMin(source, axis < 0 ? axis + source.rank : axis));
  });
}

/** The `k` largest elements along the last axis, largest first, and where they stood. */
export function topK(
  x: TensorLike,
  k: number,
): { readonly values: Tensor; readonly indices: Tensor } {
  return operation('topK', () => {
    const { values, indices } = tf.topk(foreign(x), k, true);
    return { values: own(values), indices: own(indices) };
  });
}
