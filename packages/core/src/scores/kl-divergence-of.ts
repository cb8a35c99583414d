import { clip, div, log, mul } from '../tensors/arithmetic.ts';
import { sum } from '../tensors/reduction.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { EPSILON } from './epsilon.ts';

/**
 * Kullback-Leibler divergence of each sample: `Σ t·log(t / p)` over the last axis.
 *
 * Both are clipped to [1e-7, 1].
 *
 * @shape target, prediction `[batch, ..., classes]`, float32
 * @shape output `[batch, ...]`
 * @source Keras 3 `kl_divergence`.
 */
export function klDivergenceOf(target: Tensor, prediction: Tensor): Tensor {
  const t = clip(target, EPSILON, 1);
  const p = clip(prediction, EPSILON, 1);
  return sum(mul(t, log(div(t, p))), -1);
}
