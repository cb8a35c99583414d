/** Affine transforms of pictures as OpenCV has them: two rows `[a, b, c]`, which take a place (x, y) to ax + by + c. */

import { affineTransform, type Tensor, tensor } from 'myelin';

type Row = [number, number, number];
export type AffineMatrix = [Row, Row];

/**
 * The transform that turns pictures about a point, counterclockwise as one sees them: `cv2.getRotationMatrix2D`.
 *
 * @param degrees - Angle.
 */
export function rotationMatrix(
  [x, y]: readonly [x: number, y: number],
  degrees: number,
  scale: number,
): AffineMatrix {
  const radians = (degrees / 180) * Math.PI;
  const [a, b] = [scale * Math.cos(radians), scale * Math.sin(radians)];
  return [
    [a, b, (1 - a) * x - b * y],
    [-b, a, b * x + (1 - a) * y],
  ];
}

/** The transform back. */
export function inverse([[a, b, c], [d, e, f]]: AffineMatrix): AffineMatrix {
  const determinant = a * e - b * d;
  return [
    [e / determinant, -b / determinant, (b * f - c * e) / determinant],
    [-d / determinant, a / determinant, (c * d - a * f) / determinant],
  ];
}

/** Pictures in which each place shows what lies where `back` leads from it: `cv2.warpAffine` inverts its matrix first. */
export function warped(images: Tensor, back: AffineMatrix): Tensor {
  return affineTransform(images, tensor([...back[0], ...back[1], 0, 0], 'float32'));
}
