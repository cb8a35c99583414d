import {
  ArgumentError,
  describe,
  requireBoolean,
  requireNumber,
  requireOneOf,
  requireSeed,
  resolveOptions,
} from '@myelin/core';
import {
  type DecodeImageOptions,
  decodeDefaults,
  requireDecodeOptions,
} from '../codecs/decode-options.ts';
import { isPair } from '../geometry/affine-matrix.ts';
import type { ListImageFolderOptions } from './list-image-folder.ts';

/** Options of `readImageFolder`, in the names of Keras's `image_dataset_from_directory`. */
export interface ImageFolderOptions extends ListImageFolderOptions, DecodeImageOptions {
  /** How classes are told: by number, as a row with a 1, as 0 or 1, or not at all. @defaultValue `'int'` */
  readonly labelMode?: 'int' | 'categorical' | 'binary' | null;
  /** Channels. @defaultValue `'rgb'` */
  readonly colorMode?: 'grayscale' | 'rgb' | 'rgba';
  /** Height and width of all pictures, or one number for both. @defaultValue `[256, 256]` */
  readonly imageSize?: number | readonly [height: number, width: number];
  /** How pictures are brought to that size. @defaultValue `'bilinear'` */
  readonly interpolation?: 'bilinear' | 'nearest' | 'area';
  /** Whether what is too long or too wide is cut off, so that nothing is distorted. @defaultValue `false` */
  readonly cropToAspectRatio?: boolean;
  /** Whether zeros are put beside what is too short or too narrow. @defaultValue `false` */
  readonly padToAspectRatio?: boolean;
  /** Fraction in (0, 1) of the pictures that are kept for validation; null for none. @defaultValue `null` */
  readonly validationSplit?: number | null;
  /** Which part is read; both calls need the same seed. @defaultValue `null` */
  readonly subset?: 'training' | 'validation' | null;
  /** Whether files come in random order, another one each time. @defaultValue `true` */
  readonly shuffle?: boolean;
  /** Fixes the order. @defaultValue `null` */
  readonly seed?: number | null;
  /** Stops between two pictures. */
  readonly signal?: AbortSignal;
}

/** The options, complete and checked, without those of the list. */
export type CheckedFolderOptions = Omit<
  Required<ImageFolderOptions>,
  'labels' | 'classNames' | 'imageSize' | 'signal'
> & { readonly height: number; readonly width: number };

/** @throws {@link ArgumentError} */
export function requireFolderOptions(
  where: string,
  options: Omit<ImageFolderOptions, 'signal' | 'labels' | 'classNames'>,
): CheckedFolderOptions {
  const resolved = resolveOptions<Omit<ImageFolderOptions, 'signal' | 'labels' | 'classNames'>>(
    where,
    options,
    {
      ...decodeDefaults,
      labelMode: 'int',
      colorMode: 'rgb',
      imageSize: [256, 256],
      interpolation: 'bilinear',
      cropToAspectRatio: false,
      padToAspectRatio: false,
      validationSplit: null,
      subset: null,
      shuffle: true,
      seed: null,
    },
  );
  const { labelMode, maxPixels, autoOrient, validationSplit, subset } = resolved;
  const [height, width] = requireImageSize(where, resolved.imageSize);
  const checked = {
    ...requireDecodeOptions(where, { maxPixels, autoOrient }),
    height,
    width,
    labelMode:
      labelMode === null
        ? null
        : requireOneOf(where, 'labelMode', labelMode, ['int', 'categorical', 'binary']),
    colorMode: requireOneOf(where, 'colorMode', resolved.colorMode, ['grayscale', 'rgb', 'rgba']),
    interpolation: requireOneOf(where, 'interpolation', resolved.interpolation, [
      'bilinear',
      'nearest',
      'area',
    ]),
    cropToAspectRatio: requireBoolean(where, 'cropToAspectRatio', resolved.cropToAspectRatio),
    padToAspectRatio: requireBoolean(where, 'padToAspectRatio', resolved.padToAspectRatio),
    validationSplit:
      validationSplit === null
        ? null
        : requireNumber(where, 'validationSplit', validationSplit, { above: 0, below: 1 }),
    subset:
      subset === null ? null : requireOneOf(where, 'subset', subset, ['training', 'validation']),
    shuffle: requireBoolean(where, 'shuffle', resolved.shuffle),
    seed: requireSeed(where, resolved.seed),
  };
  requireTogether(where, checked);
  return checked;
}

function requireTogether(
  where: string,
  { validationSplit, subset, shuffle, seed, ...ratio }: CheckedFolderOptions,
): void {
  const wrong = (problem: string, fix: string): ArgumentError =>
    new ArgumentError({ where, problem, fix });
  if ((validationSplit === null) !== (subset === null)) {
    throw wrong(
      `\`validationSplit\` and \`subset\` go together, received ${describe(validationSplit)} and ${describe(subset)}`,
      "pass for example { validationSplit: 0.2, subset: 'training' }",
    );
  }
  if (validationSplit !== null && shuffle && seed === null) {
    throw wrong(
      '`seed` must be given with `validationSplit`, or both parts could have the same pictures, received null',
      'pass the same { seed } for both parts',
    );
  }
  if (ratio.cropToAspectRatio && ratio.padToAspectRatio) {
    throw wrong('`cropToAspectRatio` and `padToAspectRatio` are both true', 'choose one of them');
  }
}

function requireImageSize(where: string, size: unknown): readonly [number, number] {
  const pair: unknown = typeof size === 'number' ? [size, size] : size;
  const isLength = (value: number): boolean => Number.isSafeInteger(value) && value >= 1;
  if (isPair(pair) && pair.every(isLength)) return pair;
  throw new ArgumentError({
    where,
    problem: `\`imageSize\` must be a height and a width, whole numbers of at least 1, received ${describe(size)}`,
    fix: 'pass for example { imageSize: [64, 64] }',
  });
}
