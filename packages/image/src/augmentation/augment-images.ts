import { EventLoopBreather, NdArray, ShapeError, seedOr } from '@myelin/core';
import { throwIfAborted } from '../files/aborted.ts';
import { followPlan } from '../geometry/follow-plan.ts';
import { invertAffineTransform } from '../geometry/invert-affine-transform.ts';
import { SamplingPlan } from '../geometry/sampling-plan.ts';
import { borderValues } from '../image/border-value.ts';
import { newPixels, pixelsOf } from '../image/new-pixels.ts';
import { requireImages } from '../image/require-image.ts';
import { alterationMatrix } from './alteration.ts';
import { type AugmentImagesOptions, requireAugmentOptions } from './augment-options.ts';
import { drawAlteration } from './draw-alteration.ts';

/** What {@link augmentImages} gives: rows that belong together. */
export interface AugmentedImages<Labels extends NdArray | undefined> {
  readonly images: NdArray;
  readonly labels: Labels;
}

/**
 * The pictures and altered copies of each, turned, shifted, scaled, leaned, mirrored, brighter or darker, by lot: more to train
 * with than there was. Originals come first, then all first copies, all second ones and so on.
 *
 * What happens to a copy depends on the seed, its row and its number only: with other options, or in a larger batch behind
 * it, it gets the same draws. Other work runs meanwhile.
 *
 * @param labels - One row for each picture, repeated for its copies; or undefined.
 * @shape images `[images, height, width]` or `[images, height, width, channels]`, `uint8` or `float32`
 * @shape result `[(1 + copies) · images, …]`, or `[copies · images, …]` without the originals
 * @throws {@link ArgumentError} a bad option, or more than there is memory for.
 * @throws {@link ShapeError} no batch of pictures, or not as many labels.
 * @throws {@link DtypeError} neither bytes nor float32.
 * @throws {@link AbortError} `signal` fired.
 * @see `RandomRotation` and the other layers, which alter pictures anew in every epoch.
 * @example
 * const images = ndArray([[[0, 9]], [[9, 0]]], undefined, 'uint8');
 * const more = await augmentImages(images, ndArray([4, 7]), { copies: 2, rotation: 10, seed: 1 });
 * more.labels.toArray() // => [4, 7, 4, 7, 4, 7]
 */
export async function augmentImages<Labels extends NdArray | undefined = undefined>(
  images: NdArray,
  labels: Labels,
  options: AugmentImagesOptions = {},
): Promise<AugmentedImages<Labels>> {
  const where = 'augmentImages';
  const { count, ...sizes } = requireImages(where, images);
  const { signal, ...rest } = options;
  const given = requireAugmentOptions(where, rest);
  const outside = borderValues(where, given.borderValue, sizes.channels);
  const seed = seedOr(where, given.seed);
  requireLabels(where, labels, count);
  const first = given.keepOriginals ? 1 : 0;
  const rounds = first + given.copies;
  const result = newPixels(where, images.dtype, [rounds * count, ...images.shape.slice(1)]);
  if (given.keepOriginals) result.data.set(images.data);
  const plan = new SamplingPlan(sizes, sizes, given);
  const breather = new EventLoopBreather();
  for (let copy = 0; copy < given.copies; copy++) {
    for (let i = 0; i < count; i++) {
      throwIfAborted(where, signal);
      const { brightness, noise, ...alteration } = drawAlteration(given, sizes, {
        seed,
        copy,
        row: i,
      });
      const target = result.row((first + copy) * count + i);
      plan.follow(invertAffineTransform(alterationMatrix(alteration, sizes)));
      followPlan(plan, images.row(i), target, outside);
      const pixels = pixelsOf(target);
      if (brightness !== 0 || noise) {
        for (let k = 0; k < pixels.length; k++) {
          pixels[k] = (pixels[k] ?? 0) + brightness + (noise?.() ?? 0);
        }
      }
      if (breather.isDue) await breather.breathe();
    }
  }
  return { images: result, labels: repeated(labels, count, rounds) as Labels };
}

function requireLabels(where: string, labels: NdArray | undefined, count: number): void {
  if (
    labels === undefined ||
    (labels instanceof NdArray && labels.rank > 0 && labels.length === count)
  ) {
    return;
  }
  throw new ShapeError({
    where,
    problem: `\`labels\` must be an NdArray with ${count} rows, one for each image, received ${labels instanceof NdArray ? `shape [${labels.shape.join(', ')}]` : String(labels)}`,
    fix: 'pass the labels of the same images, or undefined',
  });
}

function repeated(labels: NdArray | undefined, count: number, times: number): NdArray | undefined {
  return labels?.take(Int32Array.from({ length: count * times }, (_, i) => i % count));
}
