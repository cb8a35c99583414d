import {
  requireBoolean,
  requireNumber,
  requireOneOf,
  requireSeed,
  requireWholeNumber,
  resolveOptions,
} from '@myelin/core';
import { requirePair } from '../geometry/affine-matrix.ts';
import { requireWarpOptions, type WarpOptions, warpDefaults } from '../geometry/warp-options.ts';
import { flips } from './transform-images.ts';

/** How far copies may differ. Each is drawn evenly from minus to plus what is given. */
export interface AugmentImagesOptions extends Omit<WarpOptions, 'inverseMap'> {
  /** Copies of each picture. @defaultValue `1` */
  readonly copies?: number;
  /** Whether the pictures themselves come first. @defaultValue `true` */
  readonly keepOriginals?: boolean;
  /** Degrees. @defaultValue `0` */
  readonly rotation?: number;
  /** Fraction of the width and of the height, or `[of the width, of the height]`. @defaultValue `0` */
  readonly shift?: number | readonly [x: number, y: number];
  /** Fraction in [0, 1): with 0.2, sizes from 0.8 to 1.2. @defaultValue `0` */
  readonly zoom?: number;
  /** Degrees by which upright lines may lean. @defaultValue `0` */
  readonly shear?: number;
  /** Directions in which half of the copies are mirrored; both are drawn by themselves. @defaultValue `'none'` */
  readonly flip?: 'none' | 'horizontal' | 'vertical' | 'both';
  /** Added to all pixels of a copy, in units of their values. @defaultValue `0` */
  readonly brightness?: number;
  /** Standard deviation of what is added to each pixel, in units of their values. @defaultValue `0` */
  readonly noise?: number;
  /** Whole number; null for another one each time. @defaultValue `null` */
  readonly seed?: number | null;
  /** Stops between two copies. */
  readonly signal?: AbortSignal;
}

/** The options, complete and checked. */
export interface Augmentation extends Omit<Required<AugmentImagesOptions>, 'signal' | 'shift'> {
  readonly shift: readonly [x: number, y: number];
}

/** @throws {@link ArgumentError} */
export function requireAugmentOptions(
  where: string,
  options: Omit<AugmentImagesOptions, 'signal'>,
): Augmentation {
  const { inverseMap: _, ...warping } = warpDefaults;
  const resolved = resolveOptions<Omit<AugmentImagesOptions, 'signal'>>(where, options, {
    ...warping,
    copies: 1,
    keepOriginals: true,
    rotation: 0,
    shift: 0,
    zoom: 0,
    shear: 0,
    flip: 'none',
    brightness: 0,
    noise: 0,
    seed: null,
  });
  const { interpolation, border, borderValue, arithmetic, shift } = resolved;
  const atLeast0 = (name: 'rotation' | 'brightness' | 'noise'): number =>
    requireNumber(where, name, resolved[name], { min: 0 });
  const pair =
    typeof shift === 'number' ? ([shift, shift] as const) : requirePair(where, 'shift', shift);
  for (const part of pair) requireNumber(where, 'shift', part, { min: 0, max: 1 });
  return {
    ...requireWarpOptions(where, { interpolation, border, borderValue, arithmetic }),
    copies: requireWholeNumber(where, 'copies', resolved.copies, { min: 1 }),
    keepOriginals: requireBoolean(where, 'keepOriginals', resolved.keepOriginals),
    rotation: atLeast0('rotation'),
    shift: pair,
    zoom: requireNumber(where, 'zoom', resolved.zoom, { min: 0, below: 1 }),
    shear: requireNumber(where, 'shear', resolved.shear, { min: 0, below: 90 }),
    flip: requireOneOf(where, 'flip', resolved.flip, flips),
    brightness: atLeast0('brightness'),
    noise: atLeast0('noise'),
    seed: requireSeed(where, resolved.seed),
  };
}
