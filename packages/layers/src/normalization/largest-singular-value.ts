import type { Tensor } from '@myelin/core';
import { matMul, minimum, mul, reshape, rsqrt, square, sum } from '@myelin/core';

/** Vectors shorter than this one are not made longer than their length times its inverse; Keras's number. */
const SMALLEST = 1e-7;

/**
 * Power iteration: `v = u · Wᵀ / |u · Wᵀ|`, `u = v · W / |v · W|`, and `σ = v · W · uᵀ`.
 *
 * @param kernel - All axes but the last are rows of the matrix W.
 * @param start - The `u` to begin with, shape `[1, columns]`.
 */
export function largestSingularValue(
  kernel: Tensor,
  start: Tensor,
  iterations: number,
): { readonly sigma: Tensor; readonly u: Tensor } {
  const matrix = reshape(kernel, [-1, kernel.shape.at(-1) ?? 1]);
  let u = start;
  let v = start;
  for (let i = 0; i < iterations; i++) {
    v = ofLengthOne(matMul(u, matrix, { transposeB: true }));
    u = ofLengthOne(matMul(v, matrix));
  }
  const sigma = matMul(matMul(v, matrix), u, { transposeB: true });
  return { sigma: reshape(sigma, []), u };
}

const ofLengthOne = (x: Tensor): Tensor => mul(x, minimum(rsqrt(sum(square(x))), 1 / SMALLEST));
