import {
  ArgumentError,
  describe,
  NdArray,
  RandomSource,
  requireKnownOptions,
  requireNumber,
  requireWholeNumber,
} from '@myelin/core';
import { type ClassPoints, classPoints, type LabeledPoint } from './labeled-points.ts';
import { checkedMaker, type MakerOptions, requirePair, requireSamples } from './maker-options.ts';
import { shuffled } from './shuffled.ts';

export interface MakeBlobsOptions extends MakerOptions {
  /** Number of points in all, or of each blob. @defaultValue `100` */
  readonly nSamples?: number | readonly number[];
  /** Coordinates of a point, where `centers` does not say it. @defaultValue `2` */
  readonly nFeatures?: number;
  /** Number of blobs, or where they are. @defaultValue `3`, or as many as `nSamples` has numbers */
  readonly centers?: number | readonly (readonly number[])[];
  /** Standard deviation, of all blobs or of each. @defaultValue `1` */
  readonly clusterStd?: number | readonly number[];
  /** Between which coordinates centers are drawn. @defaultValue `[-10, 10]` */
  readonly centerBox?: readonly [min: number, max: number];
}

/** Blobs, and where they are. */
export interface Blobs extends ClassPoints {
  /** `[blobs, nFeatures]` as `float64` */
  readonly centers: NdArray;
}

const OPTIONS = ['nSamples', 'nFeatures', 'centers', 'clusterStd', 'centerBox', 'shuffle', 'seed'];

/**
 * Normally distributed points around centers.
 *
 * @shape x `[nSamples, nFeatures]`, y `[nSamples]` with the number of the blob
 * @throws {@link ArgumentError} an option is unknown or outside its domain, or lists differ in length.
 * @source scikit-learn `make_blobs`: its options (`seed` is its `random_state`) and distribution.
 * @example
 * const { x, y } = makeBlobs({ centers: [[-2, 0], [2, 0]], clusterStd: 0.5, seed: 1 });
 */
export function makeBlobs(options: MakeBlobsOptions = {}): Blobs {
  const where = 'makeBlobs';
  requireKnownOptions(where, options, OPTIONS);
  const settings = checkedMaker(where, options);
  const random = new RandomSource(settings.seed);
  const centers = centersOf(where, options, random);
  const sizes = sizesOf(where, options.nSamples ?? 100, centers.length);
  const deviations = deviationsOf(where, options.clusterStd ?? 1, centers.length);
  const points: LabeledPoint[] = centers.flatMap((center, label) =>
    Array.from({ length: sizes[label] ?? 0 }, () => ({
      at: center.map((coordinate) => random.normal(coordinate, deviations[label])),
      label,
    })),
  );
  const width = centers[0]?.length ?? 0;
  return {
    ...classPoints(settings.shuffle ? shuffled(points, random) : points, width),
    centers: new NdArray(Float64Array.from(centers.flat()), [centers.length, width]),
  };
}

function centersOf(where: string, options: MakeBlobsOptions, random: RandomSource): number[][] {
  const { nSamples, centers = Array.isArray(nSamples) ? nSamples.length : 3 } = options;
  if (Array.isArray(centers)) return givenCenters(where, centers);
  const nFeatures = requireWholeNumber(where, 'nFeatures', options.nFeatures ?? 2, {
    min: 1,
    max: 1e4,
  });
  const [min, max] = requirePair(where, 'centerBox', options.centerBox ?? [-10, 10]);
  const count = requireWholeNumber(where, 'centers', centers, { min: 1, max: 1e4 });
  return Array.from({ length: count }, () =>
    Array.from({ length: nFeatures }, () => random.uniform(min, max)),
  );
}

function givenCenters(where: string, centers: readonly unknown[]): number[][] {
  if (centers.length === 0) requireWholeNumber(where, 'centers.length', 0, { min: 1 });
  const width = Array.isArray(centers[0]) ? centers[0].length : 0;
  return centers.map((center, at) => {
    if (Array.isArray(center) && center.length === width && width > 0) {
      return center.map((value, axis) => requireNumber(where, `centers[${at}][${axis}]`, value));
    }
    throw new ArgumentError({
      where,
      problem: `\`centers[${at}]\` must be a list of ${width || 'some'} coordinates, received ${describe(center)}`,
      fix: 'pass for example { centers: [[-2, 0], [2, 0]] }',
    });
  });
}

/** Equal parts, the first ones one larger where there is a remainder; or the given ones. */
function sizesOf(where: string, nSamples: number | readonly number[], count: number): number[] {
  if (typeof nSamples === 'number') {
    const all = requireSamples(where, nSamples, 1);
    return Array.from(
      { length: count },
      (_, i) => Math.floor(all / count) + (i < all % count ? 1 : 0),
    );
  }
  return sameLength(where, 'nSamples', nSamples, count).map((size) => requireSamples(where, size));
}

function deviationsOf(where: string, given: number | readonly number[], count: number): number[] {
  const each = typeof given === 'number' ? new Array<number>(count).fill(given) : given;
  return sameLength(where, 'clusterStd', each, count).map((deviation) =>
    requireNumber(where, 'clusterStd', deviation, { min: 0 }),
  );
}

function sameLength(where: string, option: string, list: readonly number[], count: number) {
  if (Array.isArray(list) && list.length === count) return list as readonly number[];
  throw new ArgumentError({
    where,
    problem: `\`${option}\` must be a number or a list of one for each of the ${count} centers, received ${describe(list)}`,
    fix: `pass as many numbers as there are \`centers\``,
  });
}
