import * as tf from '@tensorflow/tfjs-core';
import { foreign, operation, own } from './boundary.ts';
import type { Tensor, TensorLike } from './tensor.ts';

/**
 * Matrix product `a · b` over the last two axes; the axes before them are batches.
 *
 * @shape a `[..., n, k]`, b `[..., k, m]`
 * @shape output `[..., n, m]`
 * @throws {@link ShapeError} the inner sizes differ.
 */
export function matMul(
  a: TensorLike,
  b: TensorLike,
  { transposeA = false, transposeB = false }: MatMulOptions = {},
): Tensor {
  return operation('matMul', () => own(tf.matMul(foreign(a), foreign(b), transposeA, transposeB)));
}

export interface MatMulOptions {
  /** Use `aᵀ`. @defaultValue `false` */
  readonly transposeA?: boolean;
  /** Use `bᵀ`. @defaultValue `false` */
  readonly transposeB?: boolean;
}

/** Euclidean length over the axes: `√Σx²`. */
export function norm(x: TensorLike, axis?: number | readonly number[], keepDims = false): Tensor {
  const axes = typeof axis === 'object' ? [...axis] : axis;
  return operation('norm', () =>
    own(tf.sqrt(tf.sum(tf.square(tf.cast(foreign(x), 'float32')), axes, keepDims))),
  );
}
