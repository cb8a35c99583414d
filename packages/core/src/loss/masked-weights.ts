import { ShapeError } from '../errors/myelin-error.ts';
import { formatShape } from '../shapes/shape.ts';
import { div, maximum, mul } from '../tensors/arithmetic.ts';
import { scalar } from '../tensors/creation.ts';
import { sum } from '../tensors/reduction.ts';
import { reshape } from '../tensors/shaping.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { matchRanks } from './match-ranks.ts';
import { toFloat } from './to-float.ts';

/**
 * Sample weights and mask as one: `weight · mask`; undefined where there is neither.
 *
 * @param rescale - True multiplies the mask by `all / valid`, so that a mean over all values is one over the valid
 * ones.
 * @source Keras 3 `losses.loss.apply_mask`.
 */
export function maskedWeights(
  sampleWeight: Tensor | undefined,
  mask: Tensor | undefined,
  rescale: boolean,
): Tensor | undefined {
  const weight = sampleWeight && toFloat(sampleWeight);
  if (!mask) return weight;
  const valid = toFloat(mask);
  const scaled = rescale ? mul(valid, div(scalar(valid.size), maximum(sum(valid), 1))) : valid;
  if (!weight) return scaled;
  const [a, b] = matchRanks(weight, scaled);
  // [batch, 1] belongs to a mask [batch, time] as [batch] does.
  return a.rank < b.rank || (a.rank === b.rank && a.size < b.size)
    ? mul(withRank('sampleWeight', a, b), b)
    : mul(a, withRank('mask', b, a));
}

/**
 * `weight` with axes of size 1 appended until it multiplies `values` from the first axis on.
 *
 * @throws {@link ShapeError} it has more axes than `values`, or other sizes.
 */
export function withRank(what: string, weight: Tensor, values: Tensor): Tensor {
  const missing = values.rank - weight.rank;
  const fits =
    missing >= 0 && weight.shape.every((size, axis) => size === 1 || size === values.shape[axis]);
  if (!fits) {
    throw new ShapeError({
      where: what,
      problem: `shape ${formatShape(weight.shape)} does not fit values of shape ${formatShape(values.shape)}`,
      fix:
        values.rank === 0
          ? 'the loss is one number for the whole batch: leave the weights out, or give targets and predictions a batch axis: [n, 1] instead of [n]'
          : `pass one weight for each sample: shape ${formatShape(values.shape.slice(0, 1))}`,
    });
  }
  return missing === 0
    ? weight
    : reshape(weight, [...weight.shape, ...Array<number>(missing).fill(1)]);
}
