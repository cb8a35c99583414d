import {
  EventLoopBreather,
  type NdArray,
  requireNumber,
  requireOneOf,
  resolveOptions,
} from '@myelin/core';
import { throwIfAborted } from '../files/aborted.ts';
import { requirePair } from '../geometry/affine-matrix.ts';
import { followPlan } from '../geometry/follow-plan.ts';
import { invertAffineTransform } from '../geometry/invert-affine-transform.ts';
import { SamplingPlan } from '../geometry/sampling-plan.ts';
import { requireWarpOptions, type WarpOptions, warpDefaults } from '../geometry/warp-options.ts';
import { borderValues } from '../image/border-value.ts';
import { newPixels } from '../image/new-pixels.ts';
import { requireImages } from '../image/require-image.ts';
import { type Alteration, alterationMatrix } from './alteration.ts';

/** @see {@link transformImages} */
export interface TransformImagesOptions
  extends Partial<Alteration>,
    Omit<WarpOptions, 'inverseMap'> {
  /** Stops between two images. */
  readonly signal?: AbortSignal;
}

/** How a picture is left as it is. */
const unaltered = {
  rotation: 0,
  shift: [0, 0],
  zoom: 1,
  shear: 0,
  flip: 'none',
} as const satisfies Alteration;

export const flips = ['none', 'horizontal', 'vertical', 'both'] as const;

/**
 * A batch in which the same is done to every picture: turned, shifted, scaled, leaned or mirrored about its middle. To see how a
 * model bears it, call it with one angle after the other.
 *
 * Other work runs meanwhile.
 *
 * @param options - `rotation` in degrees counterclockwise, `shift` in pixels `[right, down]`, `zoom` as a factor, `shear` in
 * degrees, `flip`, and how pixels are found, as in {@link warpAffine}.
 * @shape images `[images, height, width]` or `[images, height, width, channels]`, `uint8` or `float32`
 * @shape result the same
 * @throws {@link ArgumentError} a bad option.
 * @throws {@link ShapeError} no batch of pictures.
 * @throws {@link DtypeError} neither bytes nor float32.
 * @throws {@link AbortError} `signal` fired.
 * @example
 * const images = ndArray([[[1, 2, 3]]], undefined, 'uint8');
 * (await transformImages(images, { shift: [1, 0] })).toArray() // => [[[0, 1, 2]]]
 */
export async function transformImages(
  images: NdArray,
  options: TransformImagesOptions = {},
): Promise<NdArray> {
  const where = 'transformImages';
  const { count, ...sizes } = requireImages(where, images);
  const { signal, ...rest } = options;
  const { inverseMap: _, ...warping } = warpDefaults;
  const { rotation, shift, zoom, shear, flip, ...given } = resolveOptions<
    Omit<TransformImagesOptions, 'signal'>
  >(where, rest, { ...unaltered, ...warping });
  const matrix = alterationMatrix(
    {
      rotation: requireNumber(where, 'rotation', rotation),
      shift: requirePair(where, 'shift', shift),
      zoom: requireNumber(where, 'zoom', zoom, { above: 0 }),
      shear: requireNumber(where, 'shear', shear, { above: -90, below: 90 }),
      flip: requireOneOf(where, 'flip', flip, flips),
    },
    sizes,
  );
  const { borderValue, ...sampling } = requireWarpOptions(where, given);
  const outside = borderValues(where, borderValue, sizes.channels);
  const result = newPixels(where, images.dtype, images.shape);
  const plan = new SamplingPlan(sizes, sizes, sampling).follow(invertAffineTransform(matrix));
  const breather = new EventLoopBreather();
  for (let i = 0; i < count; i++) {
    throwIfAborted(where, signal);
    followPlan(plan, images.row(i), result.row(i), outside);
    if (breather.isDue) await breather.breathe();
  }
  return result;
}
