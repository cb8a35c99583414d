import type { Tensor } from '@myelin/core';
import { add, div, matMul, mul, norm } from '@myelin/core';

/** Factors of `x`, `x³` and `x⁵` in one step. */
export type Quintic = readonly [a: number, b: number, c: number];

/**
 * The orthogonal matrix nearest to `x`, roughly: all singular values are brought near 1, by steps
 * `X ← a·X + (b·A + c·A²)·X` with `A = X·Xᵀ`, from `X = x / ‖x‖`.
 *
 * Of a tall matrix, `Xᵀ·X` is the smaller product, and stands at the other side.
 *
 * @source Bernstein & Newhouse 2024; factors: Jordan et al. 2024. `1e-7` beside the norm as Keras 3 `Muon`.
 */
export function orthogonalize(x: Tensor, steps: number, [a, b, c]: Quintic): Tensor {
  const [rows = 0, columns = 0] = x.shape;
  const isTall = rows > columns;
  let result = div(x, add(norm(x), 1e-7));
  for (let step = 0; step < steps; step++) {
    const product = isTall
      ? matMul(result, result, { transposeA: true })
      : matMul(result, result, { transposeB: true });
    const polynomial = add(mul(product, b), mul(matMul(product, product), c));
    const moved = isTall ? matMul(result, polynomial) : matMul(polynomial, result);
    result = add(mul(result, a), moved);
  }
  return result;
}
