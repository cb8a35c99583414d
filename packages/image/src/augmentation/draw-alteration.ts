import { philoxWords, wordsToUnit } from '@myelin/core';
import type { Alteration } from './alteration.ts';
import type { Augmentation } from './augment-options.ts';

/** Keeps these numbers apart from others that are drawn with the same seed. */
const STREAM = 0x1a6e;

/** Numbers drawn for each copy, used or not, so that an option that is added changes none of the others. */
const DRAWS = 8;

export interface DrawnAlteration extends Alteration {
  /** Added to every pixel. */
  readonly brightness: number;
  /** The next number that is added to a pixel. */
  readonly noise: (() => number) | undefined;
}

/** What happens to one copy. */
export function drawAlteration(
  limits: Augmentation,
  { height, width, channels }: { height: number; width: number; channels: number },
  { seed, copy, row }: { seed: number; copy: number; row: number },
): DrawnAlteration {
  const { rotation, shift, zoom, shear, flip, brightness, noise } = limits;
  const position = { seed, stream: STREAM, step: row, index: copy };
  const count = noise > 0 ? DRAWS + 2 * height * width * channels : DRAWS;
  const drawn = wordsToUnit(philoxWords(count, position));
  const even = (i: number): number => 2 * (drawn[i] ?? 0) - 1;
  const isTurned = (i: number): boolean => (drawn[i] ?? 0) < 0.5;
  const isMirrored = isTurned(5) && (flip === 'horizontal' || flip === 'both');
  const isUpsideDown = isTurned(6) && (flip === 'vertical' || flip === 'both');
  let next = DRAWS;
  return {
    rotation: rotation * even(0),
    shift: [shift[0] * width * even(1), shift[1] * height * even(2)],
    zoom: 1 + zoom * even(3),
    shear: shear * even(4),
    flip: isMirrored ? (isUpsideDown ? 'both' : 'horizontal') : isUpsideDown ? 'vertical' : 'none',
    brightness: brightness * even(7),
    noise:
      noise === 0 ? undefined : () => noise * normal(1 - (drawn[next++] ?? 0), drawn[next++] ?? 0),
  };
}

/** Box & Muller 1958. @param a - In (0, 1]. */
const normal = (a: number, b: number): number =>
  Math.sqrt(-2 * Math.log(a)) * Math.cos(2 * Math.PI * b);
