import { ArgumentError, describe } from '@myelin/core';
import { type AffineMatrix, type AffineRow, isList, isPair } from './affine-matrix.ts';

/** Three corners of a triangle. */
export type ThreePoints = readonly [
  readonly [x: number, y: number],
  readonly [x: number, y: number],
  readonly [x: number, y: number],
];

/**
 * The matrix that takes three points to three others.
 *
 * @throws {@link ArgumentError} three points `from` that lie on a line, or values that are no points.
 * @source `cv2.getAffineTransform`, which gives numbers without meaning for points on a line.
 * @example
 * getAffineTransform([[0, 0], [1, 0], [0, 1]], [[5, 6], [7, 6], [5, 9]]) // => [[2, 0, 5], [0, 3, 6]]
 */
export function getAffineTransform(from: ThreePoints, to: ThreePoints): AffineMatrix {
  const [[x0, y0], [x1, y1], [x2, y2]] = requirePoints('from', from);
  const [[u0, v0], [u1, v1], [u2, v2]] = requirePoints('to', to);
  const determinant = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
  const extent = Math.max(...[x1 - x0, y1 - y0, x2 - x0, y2 - y0].map(Math.abs));
  if (Math.abs(determinant) <= extent * extent * 1e-12) {
    throw new ArgumentError({
      where: 'getAffineTransform',
      problem: `the points \`from\` must not lie on one line, received ${describe(from)}`,
      fix: 'choose three corners of a triangle',
    });
  }
  const row = (w0: number, w1: number, w2: number): AffineRow => {
    const a = ((w1 - w0) * (y2 - y0) - (w2 - w0) * (y1 - y0)) / determinant;
    const b = ((w2 - w0) * (x1 - x0) - (w1 - w0) * (x2 - x0)) / determinant;
    return [a + 0, b + 0, w0 - a * x0 - b * y0];
  };
  return [row(u0, u1, u2), row(v0, v1, v2)];
}

function requirePoints(option: string, points: unknown): ThreePoints {
  if (isThreePoints(points)) return points;
  throw new ArgumentError({
    where: 'getAffineTransform',
    problem: `\`${option}\` must be three points, received ${describe(points)}`,
    fix: 'pass for example [[0, 0], [27, 0], [0, 27]]',
  });
}

const isThreePoints = (value: unknown): value is ThreePoints => isList(value, 3, isPair);
