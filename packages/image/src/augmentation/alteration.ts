import type { AffineMatrix } from '../geometry/affine-matrix.ts';
import { composed } from '../geometry/affine-matrix.ts';

/** What is done to a picture, about its middle. */
export interface Alteration {
  /** Degrees, counterclockwise. */
  readonly rotation: number;
  /** Pixels to the right, and down. */
  readonly shift: readonly [x: number, y: number];
  /** Size of what is seen: 2 is twice as large. */
  readonly zoom: number;
  /** Degrees by which upright lines lean to the right. */
  readonly shear: number;
  readonly flip: 'none' | 'horizontal' | 'vertical' | 'both';
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** First mirrored, then leaned, turned and scaled about the middle, then shifted. */
export function alterationMatrix(
  { rotation, shift, zoom, shear, flip }: Alteration,
  { height, width }: { readonly height: number; readonly width: number },
): AffineMatrix {
  const [x, y] = [(width - 1) / 2, (height - 1) / 2];
  const cosine = zoom * Math.cos(radians(rotation));
  const sine = zoom * Math.sin(radians(rotation));
  const signX = flip === 'horizontal' || flip === 'both' ? -1 : 1;
  const signY = flip === 'vertical' || flip === 'both' ? -1 : 1;
  const lean = -Math.tan(radians(shear));
  const steps: readonly AffineMatrix[] = [
    [
      [1, 0, -x],
      [0, 1, -y],
    ],
    [
      [signX, lean * signY, 0],
      [0, signY, 0],
    ],
    [
      [cosine, sine, x + shift[0]],
      [-sine, cosine, y + shift[1]],
    ],
  ];
  return steps.reduce((before, after) => composed(after, before));
}
