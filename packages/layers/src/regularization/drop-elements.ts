import type { KnownShape, Pass, Tensor } from '@myelin/core';
import { cast, greaterEqual, mul } from '@myelin/core';

/** What is dropped, and which random numbers decide. */
export interface Drop {
  /** Fraction in [0, 1]. */
  readonly rate: number;
  readonly seed: number | null;
}

/** Random choices of a shape: 0 for a share `rate` of them, 1 for the others. */
export function keptElements(shape: KnownShape, { rate, seed }: Drop, pass: Pass): Tensor {
  return cast(greaterEqual(pass.uniform(shape, seed), rate), 'float32');
}

/** Factors that set a random share `rate` of elements to 0 and divide the others by `1 - rate`. */
export function dropoutFactors(shape: KnownShape, drop: Drop, pass: Pass): Tensor {
  const scale = drop.rate === 1 ? 0 : 1 / (1 - drop.rate);
  return mul(keptElements(shape, drop, pass), scale);
}

/** Sets a random share `rate` of the elements to 0 and divides the others by `1 - rate`. */
export function dropElements(x: Tensor, noiseShape: KnownShape, drop: Drop, pass: Pass): Tensor {
  return drop.rate === 0 ? x : mul(x, dropoutFactors(noiseShape, drop, pass));
}
