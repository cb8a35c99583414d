import {
  abs,
  add,
  exp,
  log1p,
  minimum,
  mul,
  neg,
  square,
  sub,
  tanh,
} from '../tensors/arithmetic.ts';
import { less, where } from '../tensors/comparison.ts';
import { mean } from '../tensors/reduction.ts';
import type { Tensor } from '../tensors/tensor.ts';

/**
 * Logarithm of the hyperbolic cosine of each sample's error: `mean(log(cosh(p - t)))` over the last axis.
 *
 * @shape target, prediction `[batch, ..., values]`, float32
 * @shape output `[batch, ...]`
 * @source Keras 3 `log_cosh`, but exact for small errors, too, where its formula is left with rounding errors.
 */
export function logCoshOf(target: Tensor, prediction: Tensor): Tensor {
  const size = abs(sub(prediction, target));
  return mean(where(less(size, 1), ofSmall(minimum(size, 1)), ofLarge(size)), -1);
}

/** Since `1 / cosh² = 1 - tanh²`, nothing close to 1 is subtracted from 1. */
function ofSmall(size: Tensor): Tensor {
  return mul(log1p(neg(square(tanh(size)))), -0.5);
}

/** `(eˣ + e⁻ˣ) / 2` without `eˣ`, which overflows. */
function ofLarge(size: Tensor): Tensor {
  return sub(add(size, log1p(exp(mul(size, -2)))), Math.LN2);
}
