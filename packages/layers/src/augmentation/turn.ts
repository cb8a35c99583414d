import type { Tensor } from '@myelin/core';
import { add, cast, equal, mul, round, square, sub } from '@myelin/core';

/**
 * Cosine and sine of angles in degrees, to the accuracy of float32, and exact for quarter turns.
 *
 * Not the operations `cos` and `sin`: WebGL promises those to 2^-11 only, with which corners of a large image would be a
 * tenth of a pixel off.
 */
export function turn(degrees: Tensor): { readonly cosine: Tensor; readonly sine: Tensor } {
  const quarters = round(mul(degrees, 1 / 90));
  const x = mul(sub(degrees, mul(quarters, 90)), Math.PI / 180);
  // Within an eighth of a turn the next terms of these series are below 2^-28.
  const squared = square(x);
  const near = series(squared, [1, -1 / 2, 1 / 24, -1 / 720, 1 / 40320]);
  const across = mul(x, series(squared, [1, -1 / 6, 1 / 120, -1 / 5040, 1 / 362880]));
  // Modulo 4; the quotient is never halfway between two whole numbers.
  const quarter = sub(quarters, mul(round(mul(sub(quarters, 1.5), 0.25)), 4));
  const isQuarter = (number: number): Tensor => cast(equal(quarter, number), 'float32');
  const [first, second, third, fourth] = [0, 1, 2, 3].map(isQuarter) as [
    Tensor,
    Tensor,
    Tensor,
    Tensor,
  ];
  const along = sub(first, third);
  const up = sub(second, fourth);
  return {
    cosine: sub(mul(along, near), mul(up, across)),
    sine: add(mul(along, across), mul(up, near)),
  };
}

/** `c₀ + c₁x + c₂x² + …` */
function series(x: Tensor, coefficients: readonly number[]): Tensor {
  const [last = 0, ...others] = [...coefficients].reverse();
  const [next = 0, ...rest] = others;
  return rest.reduce((sum, c) => add(mul(sum, x), c), add(mul(x, last), next));
}
