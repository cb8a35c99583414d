import { normalizeAxis } from '../shapes/shape.ts';
import { div, maximum, mul, sqrt, square } from '../tensors/arithmetic.ts';
import { sum } from '../tensors/reduction.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { EPSILON } from './epsilon.ts';

/**
 * Cosine of the angle between target and prediction: `Σ t·p / (‖t‖·‖p‖)` over `axis`, from -1 to 1.
 *
 * Lengths below 1e-7 count as 1e-7: the similarity to a vector of zeros is 0.
 *
 * @shape target, prediction `[batch, ..., values]`, float32
 * @shape output `[batch, ...]`, `axis` is gone
 * @throws {@link ArgumentError} there is no such axis.
 * @source Keras 3 `CosineSimilarity` as a metric; the loss is its negative.
 */
export function cosineSimilarityOf(target: Tensor, prediction: Tensor, axis = -1): Tensor {
  const along = normalizeAxis('cosineSimilarity', axis, prediction.rank);
  return sum(mul(unit(target, along), unit(prediction, along)), along);
}

function unit(x: Tensor, axis: number): Tensor {
  return div(x, sqrt(maximum(sum(square(x), axis, true), EPSILON ** 2)));
}
