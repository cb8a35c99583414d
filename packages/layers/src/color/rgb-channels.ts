import type { Shape, Tensor } from '@myelin/core';
import { concat, formatShape, ShapeError, split } from '@myelin/core';
import type { Rgb } from './hsv.ts';

/** Images, channels last, have one of the numbers of channels in `allowed`, as far as it is known. */
export function requireChannels(where: string, images: Shape, allowed: readonly number[]): void {
  const channels = images.at(-1) ?? null;
  if (channels === null || allowed.includes(channels)) return;
  throw new ShapeError({
    where,
    problem: `images must have ${allowed.join(' or ')} channels, received ${channels} (shape ${formatShape(images)}, channels last)`,
    fix: 'pass images of red, green and blue, and set `dataFormat` to where their channels lie',
  });
}

/** Red, green and blue of images, each with a channel axis of size 1. */
export function splitChannels(images: Tensor): Rgb {
  return split(images, 3, images.rank - 1) as unknown as Rgb;
}

/** Images of red, green and blue, as {@link splitChannels} gives them. */
export function joinChannels(channels: Rgb): Tensor {
  return concat(channels, channels[0].rank - 1);
}
