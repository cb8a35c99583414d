import type { Tensor } from '@myelin/core';
import {
  add,
  bincount,
  cast,
  clip,
  cumulativeSum,
  div,
  equal,
  gather,
  greater,
  max,
  min,
  mul,
  reshape,
  round,
  stepFunction,
  sub,
  where,
} from '@myelin/core';
import { levelOf, offsetsAlong } from './levels.ts';

/**
 * Images whose values 0…255 are spread so that all are equally frequent: `y = 255 · (F(x) - F₀) / (1 - F₀)`, where `F` is
 * the share of the values of a channel, in the whole batch, that are not larger, and `F₀` that of the smallest.
 *
 * Channels with values in one bin only stay as they are.
 */
export function equalize(images: Tensor, bins: number): Tensor {
  const channels = images.shape.at(-1) ?? 1;
  const offsets = offsetsAlong(3, channels, bins);
  const binOf = (x: Tensor): Tensor => levelOf(div(mul(x, bins - 1), 255), bins);
  const spread = stepFunction(images, (x) => {
    const entries = add(binOf(x), offsets);
    const counts = reshape(bincount(entries, channels * bins), [channels, bins]);
    const table = spreadingTable(counts, x.size / channels);
    return gather(reshape(table, [-1]), entries);
  });
  const bin = stepFunction(images, (x) => cast(binOf(x), 'float32'));
  const isSingle = equal(min(bin, [0, 1, 2], true), max(bin, [0, 1, 2], true));
  return where(isSingle, images, spread);
}

/** The new value for each bin. @shape counts `[channels, bins]` */
function spreadingTable(counts: Tensor, total: number): Tensor {
  const cumulative = cumulativeSum(counts, 1);
  const first = min(where(greater(cumulative, 0), cumulative, total), 1, true);
  const rest = sub(total, first);
  const divisor = where(greater(rest, 0), rest, 1);
  return clip(round(div(mul(sub(cumulative, first), 255), divisor)), 0, 255);
}
