/** Element-wise arithmetic. Operands of different shapes are broadcast as in NumPy. */

import * as tf from '@tensorflow/tfjs-core';
import { foreign, operation, own } from './boundary.ts';
import { rememberLogits } from './logits.ts';
import type { Tensor, TensorLike } from './tensor.ts';

/** `a + b`. */
export function add(a: TensorLike, b: TensorLike): Tensor {
  return operation('add', () => own(tf.add(foreign(a), foreign(b))));
}

/** `a - b`. */
export function sub(a: TensorLike, b: TensorLike): Tensor {
  return operation('sub', () => own(tf.sub(foreign(a), foreign(b))));
}

/** `a * b`. */
export function mul(a: TensorLike, b: TensorLike): Tensor {
  return operation('mul', () => own(tf.mul(foreign(a), foreign(b))));
}

/** `a / b`, in float32. */
export function div(a: TensorLike, b: TensorLike): Tensor {
  return operation('div', () => own(tf.div(float(a), float(b))));
}

/** `a ** b`. */
export function pow(a: TensorLike, b: TensorLike): Tensor {
  return operation('pow', () => own(tf.pow(foreign(a), foreign(b))));
}

/** The larger of `a` and `b`. */
export function maximum(a: TensorLike, b: TensorLike): Tensor {
  return operation('maximum', () => own(tf.maximum(foreign(a), foreign(b))));
}

/** The smaller of `a` and `b`. */
export function minimum(a: TensorLike, b: TensorLike): Tensor {
  return operation('minimum', () => own(tf.minimum(foreign(a), foreign(b))));
}

/** Remainder of `a / b`, with the sign of `b`. */
export function mod(a: TensorLike, b: TensorLike): Tensor {
  return operation('mod', () => own(tf.mod(foreign(a), foreign(b))));
}

/** `(a - b)²`. */
export function squaredDifference(a: TensorLike, b: TensorLike): Tensor {
  return operation('squaredDifference', () => own(tf.squaredDifference(foreign(a), foreign(b))));
}

/** `⌊a / b⌋`, in float32. */
export function floorDiv(a: TensorLike, b: TensorLike): Tensor {
  // Not tfjs's floorDiv: on webgl it rounds both operands to whole numbers first.
  return operation('floorDiv', () => own(tf.floor(tf.div(float(a), float(b)))));
}

/** `-x`. */
export function neg(x: TensorLike): Tensor {
  return operation('neg', () => own(tf.neg(foreign(x))));
}

/** `|x|`; its gradient at 0 is 0. */
export function abs(x: TensorLike): Tensor {
  return operation('abs', () => own(tf.abs(foreign(x))));
}

/** -1, 0 or 1. */
export function sign(x: TensorLike): Tensor {
  return operation('sign', () => own(tf.sign(foreign(x))));
}

/** `x²`. */
export function square(x: TensorLike): Tensor {
  return operation('square', () => own(tf.square(foreign(x))));
}

/** `√x`. */
export function sqrt(x: TensorLike): Tensor {
  return operation('sqrt', () => own(tf.sqrt(foreign(x))));
}

/** `1 / √x`. */
export function rsqrt(x: TensorLike): Tensor {
  return operation('rsqrt', () => own(tf.rsqrt(foreign(x))));
}

/** `1 / x`. */
export function reciprocal(x: TensorLike): Tensor {
  return operation('reciprocal', () => own(tf.reciprocal(foreign(x))));
}

/** `eˣ`. */
export function exp(x: TensorLike): Tensor {
  return operation('exp', () => own(tf.exp(foreign(x))));
}

/** `eˣ - 1`, accurate near 0. */
export function expm1(x: TensorLike): Tensor {
  return operation('expm1', () => own(tf.expm1(foreign(x))));
}

/** Natural logarithm. */
export function log(x: TensorLike): Tensor {
  return operation('log', () => own(tf.log(foreign(x))));
}

/** `log(1 + x)`, accurate near 0. */
export function log1p(x: TensorLike): Tensor {
  return operation('log1p', () => own(tf.log1p(foreign(x))));
}

/** Sine of radians. */
export function sin(x: TensorLike): Tensor {
  return operation('sin', () => own(tf.sin(foreign(x))));
}

/** Cosine of radians. */
export function cos(x: TensorLike): Tensor {
  return operation('cos', () => own(tf.cos(foreign(x))));
}

/** Tangent of radians. */
export function tan(x: TensorLike): Tensor {
  return operation('tan', () => own(tf.tan(foreign(x))));
}

/** Arc sine, in radians. */
export function asin(x: TensorLike): Tensor {
  return operation('asin', () => own(tf.asin(foreign(x))));
}

/** Arc cosine, in radians. */
export function acos(x: TensorLike): Tensor {
  return operation('acos', () => own(tf.acos(foreign(x))));
}

/** Arc tangent, in radians. */
export function atan(x: TensorLike): Tensor {
  return operation('atan', () => own(tf.atan(foreign(x))));
}

/** Hyperbolic sine. */
export function sinh(x: TensorLike): Tensor {
  return operation('sinh', () => own(tf.sinh(foreign(x))));
}

/** Hyperbolic cosine. */
export function cosh(x: TensorLike): Tensor {
  return operation('cosh', () => own(tf.cosh(foreign(x))));
}

/** Hyperbolic tangent. */
export function tanh(x: TensorLike): Tensor {
  return operation('tanh', () => own(tf.tanh(foreign(x))));
}

/** `1 / (1 + e⁻ˣ)`. */
export function sigmoid(x: TensorLike): Tensor {
  return operation('sigmoid', () => {
    const logits = foreign(x);
    return rememberLogits(own(tf.sigmoid(logits)), 'sigmoid', own(logits));
  });
}

/** Error function. */
export function erf(x: TensorLike): Tensor {
  return operation('erf', () => own(tf.erf(foreign(x))));
}

/** Largest whole number not above `x`. */
export function floor(x: TensorLike): Tensor {
  return operation('floor', () => own(tf.floor(foreign(x))));
}

/** Smallest whole number not below `x`. */
export function ceil(x: TensorLike): Tensor {
  return operation('ceil', () => own(tf.ceil(foreign(x))));
}

/** Nearest whole number, ties to even. */
export function round(x: TensorLike): Tensor {
  return operation('round', () => own(tf.round(foreign(x))));
}

/** `x` limited to [`min`, `max`]. */
export function clip(x: TensorLike, min: number, max: number): Tensor {
  return operation('clip', () => own(tf.clipByValue(foreign(x), min, max)));
}

/** tfjs rounds the quotient of whole numbers down. */
function float(value: TensorLike): tf.Tensor {
  const x = foreign(value);
  return x.dtype === 'float32' ? x : tf.cast(x, 'float32');
}
