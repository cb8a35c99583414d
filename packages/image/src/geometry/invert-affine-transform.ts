import { ArgumentError, describe } from '@myelin/core';
import { type AffineMatrix, requireAffineMatrix } from './affine-matrix.ts';

/**
 * The way back: places that `matrix` moved return to where they came from.
 *
 * @throws {@link ArgumentError} it flattens the picture to a line or a point, and nothing leads back.
 * @source `cv2.invertAffineTransform`, which gives zeros where there is no way back.
 * @example
 * invertAffineTransform([[2, 0, 4], [0, 1, 3]]) // => [[0.5, 0, -2], [0, 1, -3]]
 */
export function invertAffineTransform(matrix: AffineMatrix): AffineMatrix {
  const where = 'invertAffineTransform';
  const [[a, b, c], [d, e, f]] = requireAffineMatrix(where, matrix);
  const determinant = a * e - b * d;
  if (determinant === 0 || !Number.isFinite(1 / determinant)) {
    throw new ArgumentError({
      where,
      problem: `\`matrix\` must have an inverse, received ${describe(matrix)}`,
      fix: 'pass a matrix whose first two columns are no multiples of one another',
    });
  }
  // In the order of OpenCV's own operations, so that the last bits agree.
  const D = 1 / determinant;
  const [m0, m1, m3, m4] = [e * D, b * -D, d * -D, a * D];
  // Zeros without a sign.
  return [
    [m0, m1 + 0, -m0 * c - m1 * f + 0],
    [m3 + 0, m4, -m3 * c - m4 * f + 0],
  ];
}
