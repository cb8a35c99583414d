import type { Shape } from '@myelin/core';
import { requireWholeNumber } from '@myelin/core';
import type { Pair } from '../../spatial/per-axis.ts';

/** Options of layers that give images another size. */
export interface ImageSizeOptions {
  /** New height in pixels. Whole number, at least 1. */
  readonly height: number;
  /** New width in pixels. Whole number, at least 1. */
  readonly width: number;
}

/** @throws {@link ArgumentError} */
export function requireImageSize(where: string, { height, width }: ImageSizeOptions): Pair {
  return [
    requireWholeNumber(where, 'height', height, { min: 1 }),
    requireWholeNumber(where, 'width', width, { min: 1 }),
  ];
}

/** Shape of images `[batch, height, width, channels]` with another size. */
export function resizedShape([batch = null, , , channels = null]: Shape, size: Pair): Shape {
  return [batch, ...size, channels];
}
