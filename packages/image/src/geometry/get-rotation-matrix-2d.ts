import { requireNumber } from '@myelin/core';
import { type AffineMatrix, requirePair } from './affine-matrix.ts';

/**
 * The matrix that turns and scales a picture about a point: `[[α, β, (1 − α)x − βy], [−β, α, βx + (1 − α)y]]` with
 * `α = scale · cos(angle)` and `β = scale · sin(angle)`.
 *
 * @param center - The point `(x, y)` that stays where it is.
 * @param angle - Degrees, counterclockwise as one sees the picture.
 * @throws {@link ArgumentError} a value is no finite number.
 * @source `cv2.getRotationMatrix2D`.
 * @example
 * getRotationMatrix2D([20, 25], 90, 1).map((row) => row.map((value) => Math.round(value) + 0)) // => [[0, 1, -5], [-1, 0, 45]]
 */
export function getRotationMatrix2D(
  center: readonly [x: number, y: number],
  angle: number,
  scale: number,
): AffineMatrix {
  const where = 'getRotationMatrix2D';
  const [x, y] = requirePair(where, 'center', center);
  const radians = requireNumber(where, 'angle', angle) * (Math.PI / 180);
  const alpha = Math.cos(radians) * requireNumber(where, 'scale', scale);
  const beta = Math.sin(radians) * scale;
  return [
    [alpha, beta, (1 - alpha) * x - beta * y],
    [-beta, alpha, beta * x + (1 - alpha) * y],
  ];
}
