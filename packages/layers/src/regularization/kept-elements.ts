import type { KnownShape, Pass, Tensor } from '@myelin/core';
import { cast, greaterEqual, mul } from '@myelin/core';

/** Random choices of a shape: 0 for a share `rate` of them, 1 for the others. */
export function keptElements(
  shape: KnownShape,
  rate: number,
  seed: number | null,
  pass: Pass,
): Tensor {
  return cast(greaterEqual(pass.uniform(shape, seed), rate), 'float32');
}

/** Sets a random share `rate` of the elements to 0 and divides the others by `1 - rate`. */
export function dropElements(
  x: Tensor,
  noiseShape: KnownShape,
  { rate, seed }: { readonly rate: number; readonly seed: number | null },
  pass: Pass,
): Tensor {
  if (rate === 0) return x;
  const scale = rate === 1 ? 0 : 1 / (1 - rate);
  return mul(x, mul(keptElements(noiseShape, rate, seed, pass), scale));
}
