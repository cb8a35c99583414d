import type { Tensor } from '@myelin/core';
import { div, exp, mul, range, reshape, slice, square, sub, sum } from '@myelin/core';

/**
 * Kernel of a Gaussian blur: the product of a column and a row, each `exp(-d² / 2σ²)` over its sum, where `d` is the
 * distance from the middle.
 *
 * @param sigmas - Standard deviations along width and along height. Shape `[2]`.
 * @shape output `[height, width]`
 */
export function gaussianKernel(
  [height, width]: readonly [height: number, width: number],
  sigmas: Tensor,
): Tensor {
  const row = reshape(bell(width, slice(sigmas, [0], [1])), [1, width]);
  const column = reshape(bell(height, slice(sigmas, [1], [1])), [height, 1]);
  return mul(column, row);
}

function bell(size: number, sigma: Tensor): Tensor {
  const distances = sub(range(0, size), (size - 1) / 2);
  const heights = exp(mul(square(div(distances, sigma)), -0.5));
  return div(heights, sum(heights));
}
