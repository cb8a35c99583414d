import type { Tensor } from '@myelin/core';
import { add, concat, div, mul, reshape, slice, sub } from '@myelin/core';

/**
 * Transforms `[batch, 8]` for `affineTransform` that show a whole image in the quadrilateral with the given corners: the corner
 * points of the output are found at those of the image.
 *
 * @param corners - x and y of the upper left, upper right, lower left and lower right corner, in pixels. Shape `[batch, 4, 2]`.
 * @source Heckbert 1989, "Fundamentals of Texture Mapping and Image Warping", section 2.2.3.
 */
export function homography(
  corners: Tensor,
  [height, width]: readonly [height: number, width: number],
): Tensor {
  const [a, b, c, d, e, f, g, h] = fromImage(corners, [height, width]);
  // The inverse of that matrix, up to a factor.
  const scale = sub(mul(a, e), mul(b, d));
  return div(
    concat(
      [
        sub(e, mul(f, h)),
        sub(mul(c, h), b),
        sub(mul(b, f), mul(c, e)),
        sub(mul(f, g), d),
        sub(a, mul(c, g)),
        sub(mul(c, d), mul(a, f)),
        sub(mul(d, h), mul(e, g)),
        sub(mul(b, g), mul(a, h)),
      ],
      1,
    ),
    scale,
  );
}

type Entries = readonly [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor];

/** The entries, each `[batch, 1]`, of the transform that brings the corners of an image to those of a quadrilateral. */
function fromImage(corners: Tensor, [height, width]: readonly [number, number]): Entries {
  const [count = 1] = corners.shape;
  const at = (corner: number, axis: 0 | 1): Tensor =>
    reshape(slice(corners, [0, corner, axis], [count, 1, 1]), [count, 1]);
  const [x0, x1, x3, x2] = [at(0, 0), at(1, 0), at(2, 0), at(3, 0)];
  const [y0, y1, y3, y2] = [at(0, 1), at(1, 1), at(2, 1), at(3, 1)];
  const [dx1, dx2, dy1, dy2] = [sub(x1, x2), sub(x3, x2), sub(y1, y2), sub(y3, y2)];
  const sumX = add(sub(x0, x1), sub(x2, x3));
  const sumY = add(sub(y0, y1), sub(y2, y3));
  const area = sub(mul(dx1, dy2), mul(dy1, dx2));
  const g = div(sub(mul(sumX, dy2), mul(sumY, dx2)), area);
  const h = div(sub(mul(dx1, sumY), mul(dy1, sumX)), area);
  // From the unit square to an image of so many pixels.
  const byWidth = (t: Tensor): Tensor => div(t, width - 1);
  const byHeight = (t: Tensor): Tensor => div(t, height - 1);
  return [
    byWidth(add(sub(x1, x0), mul(g, x1))),
    byHeight(add(sub(x3, x0), mul(h, x3))),
    x0,
    byWidth(add(sub(y1, y0), mul(g, y1))),
    byHeight(add(sub(y3, y0), mul(h, y3))),
    y0,
    byWidth(g),
    byHeight(h),
  ];
}
