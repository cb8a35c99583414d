import { requireBoolean, requireOneOf, requireWholeNumber, resolveOptions } from '@myelin/core';
import { type ColorMode, colorModes } from '../pixels/color-mode.ts';

/** How pictures are decoded. */
export interface DecodeImageOptions {
  /** Channels of the result. @defaultValue `'stored'`, as in the file */
  readonly colorMode?: ColorMode;
  /** Most pixels that are decoded; larger pictures are refused before there is room for them. @defaultValue `2 ** 26`, 67 million */
  readonly maxPixels?: number;
  /** Whether photos are turned as the camera was held (EXIF), as browsers show them. @defaultValue `true` */
  readonly autoOrient?: boolean;
}

export const decodeDefaults = {
  colorMode: 'stored',
  maxPixels: 2 ** 26,
  autoOrient: true,
} as const;

/** The options, complete and checked. @throws {@link ArgumentError} */
export function requireDecodeOptions(
  where: string,
  options: DecodeImageOptions,
): Required<DecodeImageOptions> {
  const resolved = resolveOptions<DecodeImageOptions>(where, options, decodeDefaults);
  return {
    colorMode: requireOneOf(where, 'colorMode', resolved.colorMode, colorModes),
    maxPixels: requireWholeNumber(where, 'maxPixels', resolved.maxPixels, { min: 1, max: 2 ** 28 }),
    autoOrient: requireBoolean(where, 'autoOrient', resolved.autoOrient),
  };
}
