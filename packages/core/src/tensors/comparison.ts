/** Comparisons and choice. Results are `bool` tensors; they have no gradient (it is zero everywhere). */

import * as tf from '@tensorflow/tfjs-core';
import { foreign, operation, own } from './boundary.ts';
import type { Tensor, TensorLike } from './tensor.ts';

/** `a = b`. */
export function equal(a: TensorLike, b: TensorLike): Tensor {
  return operation('equal', () => own(tf.equal(foreign(a), foreign(b))));
}

/** `a ≠ b`. */
export function notEqual(a: TensorLike, b: TensorLike): Tensor {
  return operation('notEqual', () => own(tf.notEqual(foreign(a), foreign(b))));
}

/** `a > b`. */
export function greater(a: TensorLike, b: TensorLike): Tensor {
  return operation('greater', () => own(tf.greater(foreign(a), foreign(b))));
}

/** `a ≥ b`. */
export function greaterEqual(a: TensorLike, b: TensorLike): Tensor {
  return operation('greaterEqual', () => own(tf.greaterEqual(foreign(a), foreign(b))));
}

/** `a < b`. */
export function less(a: TensorLike, b: TensorLike): Tensor {
  return operation('less', () => own(tf.less(foreign(a), foreign(b))));
}

/** `a ≤ b`. */
export function lessEqual(a: TensorLike, b: TensorLike): Tensor {
  return operation('lessEqual', () => own(tf.lessEqual(foreign(a), foreign(b))));
}

/** `a` and `b`. */
export function logicalAnd(a: TensorLike, b: TensorLike): Tensor {
  return operation('logicalAnd', () => own(tf.logicalAnd(foreign(a), foreign(b))));
}

/** `a` or `b`. */
export function logicalOr(a: TensorLike, b: TensorLike): Tensor {
  return operation('logicalOr', () => own(tf.logicalOr(foreign(a), foreign(b))));
}

/** Not `x`. */
export function logicalNot(x: TensorLike): Tensor {
  return operation('logicalNot', () => own(tf.logicalNot(foreign(x))));
}

/** True where `x` is not a number. */
export function isNaN(x: TensorLike): Tensor {
  return operation('isNaN', () => own(tf.isNaN(foreign(x))));
}

/** True where `x` is neither infinite nor NaN. */
export function isFinite(x: TensorLike): Tensor {
  return operation('isFinite', () => own(tf.isFinite(foreign(x))));
}

/** `a` where the condition holds, `b` elsewhere; all three are broadcast. */
export function where(condition: Tensor, a: TensorLike, b: TensorLike): Tensor {
  return operation('where', () => own(tf.where(foreign(condition), foreign(a), foreign(b))));
}
