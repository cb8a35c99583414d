import {
  ArgumentError,
  describe,
  requireBoolean,
  requireOneOf,
  resolveOptions,
} from '@myelin/core';
import { type BorderMode, borderModes } from '../image/border-mode.ts';

/** How {@link warpAffine} finds pixels. */
export interface WarpOptions {
  /** Blend the four nearest pixels, or take the nearest one. @defaultValue `'linear'` */
  readonly interpolation?: 'linear' | 'nearest';
  /** What is seen outside of the picture. @defaultValue `'constant'` */
  readonly border?: BorderMode;
  /** With the border `'constant'`: a number, or one for each channel. @defaultValue `0` */
  readonly borderValue?: number | readonly number[];
  /** Whether `matrix` already leads from the new picture to the old one. @defaultValue `false` */
  readonly inverseMap?: boolean;
  /** As OpenCV computes since 4.11, or as before. @defaultValue `'float'` */
  readonly arithmetic?: 'float' | 'fixed_point';
}

export const warpDefaults = {
  interpolation: 'linear',
  border: 'constant',
  borderValue: 0,
  inverseMap: false,
  arithmetic: 'float',
} as const;

/** The options, complete and checked. @throws {@link ArgumentError} */
export function requireWarpOptions(where: string, options: WarpOptions): Required<WarpOptions> {
  const { borderValue, ...rest } = resolveOptions<WarpOptions>(where, options, warpDefaults);
  return {
    interpolation: requireOneOf(where, 'interpolation', rest.interpolation, ['linear', 'nearest']),
    border: requireOneOf(where, 'border', rest.border, borderModes),
    borderValue,
    inverseMap: requireBoolean(where, 'inverseMap', rest.inverseMap),
    arithmetic: requireOneOf(where, 'arithmetic', rest.arithmetic, ['float', 'fixed_point']),
  };
}

/** A size `(width, height)`, as OpenCV has it. @throws {@link ArgumentError} */
export function requireSize(
  where: string,
  size: unknown,
): { readonly width: number; readonly height: number } {
  const [width, height] = Array.isArray(size) && size.length === 2 ? size : [];
  if (isLength(width) && isLength(height)) return { width, height };
  throw new ArgumentError({
    where,
    problem: `\`size\` must be a width and a height, whole numbers of at least 1, received ${describe(size)}`,
    fix: 'pass for example [28, 28]',
  });
}

const isLength = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 1;
