import type { KnownShape, Tensor } from '@myelin/core';
import {
  add,
  div,
  greater,
  less,
  log,
  logicalAnd,
  mul,
  onesLike,
  pow,
  sigmoid,
  softmax,
  sqrt,
  square,
  sub,
  unstack,
  where,
} from '@myelin/core';

/** Where random numbers come from: others for each call. */
export interface RandomNumbers {
  /** In [0, 1). */
  uniform(shape: KnownShape): Tensor;
  /** Of the standard normal distribution. */
  normal(shape: KnownShape): Tensor;
}

/**
 * Proposals for each number. One is refused with a probability below 0.05, so that about one number in 10¹⁰ comes from none of
 * them, and is then the most probable one.
 */
const PROPOSALS = 8;

/**
 * Logarithms of random numbers of the gamma distribution of shape `alpha` and scale 1.
 *
 * A captured program has no loop until something is accepted: a fixed number of proposals is made instead, and the first one
 * that is accepted is taken. The numbers are of shape `alpha + 1`, and are brought to `alpha` by `U^(1 / alpha)`; in logarithms,
 * since for a small `alpha` they are smaller than any float.
 *
 * @param alpha - Above 0: a number, or a tensor that can be stretched to `shape`.
 * @source Marsaglia & Tsang 2000.
 */
export function logGammaDraws(
  shape: KnownShape,
  alpha: Tensor | number,
  random: RandomNumbers,
): Tensor {
  const proposed = [PROPOSALS, ...shape];
  const d = add(alpha, 1 - 1 / 3);
  const x = random.normal(proposed);
  const cubeRoot = add(div(x, sqrt(mul(d, 9))), 1);
  const isPositive = greater(cubeRoot, 0);
  const v = where(isPositive, pow(cubeRoot, 3), onesLike(cubeRoot));
  const limit = add(mul(square(x), 0.5), mul(d, add(sub(1, v), log(v))));
  const isAccepted = logicalAnd(isPositive, less(logOfUniform(proposed, random), limit));
  const chosen = firstAccepted(unstack(v), unstack(isAccepted));
  const boost = div(logOfUniform(shape, random), alpha);
  return add(add(log(d), log(chosen)), boost);
}

/** Random numbers of the beta distribution with both parameters `alpha`. */
export function betaDraws(
  shape: KnownShape,
  alpha: Tensor | number,
  random: RandomNumbers,
): Tensor {
  // X / (X + Y), of the logarithms of X and Y.
  const [x, y] = [logGammaDraws(shape, alpha, random), logGammaDraws(shape, alpha, random)];
  return sigmoid(sub(x, y));
}

/** Random shares, `count` of them, that add up to 1: the Dirichlet distribution with all parameters `alpha`. */
export function dirichletDraw(count: number, alpha: number, random: RandomNumbers): Tensor {
  return softmax(logGammaDraws([count], alpha, random));
}

function firstAccepted(values: readonly Tensor[], isAccepted: readonly Tensor[]): Tensor {
  return values.reduceRight(
    (rest, value, i) => where(isAccepted[i] as Tensor, value, rest),
    onesLike(values[0] as Tensor),
  );
}

/** Logarithm of a uniform number in (0, 1]. */
function logOfUniform(shape: KnownShape, random: RandomNumbers): Tensor {
  return log(sub(1, random.uniform(shape)));
}
