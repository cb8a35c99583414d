import {
  NdArray,
  RandomSource,
  requireKnownOptions,
  requireNumber,
  requireWholeNumber,
} from '@myelin/core';
import type { ValuePoints } from './labeled-points.ts';
import { lowRankRows } from './low-rank-rows.ts';
import { checkedMaker, type MakerOptions, requireNoise, requireSamples } from './maker-options.ts';
import { shuffled } from './shuffled.ts';

export interface MakeRegressionOptions extends MakerOptions {
  /** Number of rows. @defaultValue `100` */
  readonly nSamples?: number;
  /** Number of columns. @defaultValue `100` */
  readonly nFeatures?: number;
  /** Columns that have a part in the values, at most all. @defaultValue `10` */
  readonly nInformative?: number;
  /** Values of each row. @defaultValue `1` */
  readonly nTargets?: number;
  /** What values are where all columns are 0. @defaultValue `0` */
  readonly bias?: number;
  /** About how many directions make up most of the columns; null for independent columns. @defaultValue `null` */
  readonly effectiveRank?: number | null;
  /** Weight of the other directions, in [0, 1]. @defaultValue `0.5` */
  readonly tailStrength?: number;
  /** Standard deviation of what is added to the values. @defaultValue `0` */
  readonly noise?: number;
}

/** Rows and their values, with what made the values. */
export interface Regression extends ValuePoints {
  /** `[nFeatures]`, or `[nFeatures, nTargets]` where there are several, as `float64`. */
  readonly coefficients: NdArray;
}

const OPTIONS = [
  'nSamples',
  'nFeatures',
  'nInformative',
  'nTargets',
  'bias',
  'effectiveRank',
  'tailStrength',
  'noise',
  'shuffle',
  'seed',
];

/**
 * A regression problem: `y = x · coefficients + bias + noise`, with coefficients in [0, 100) for the informative columns and 0
 * for the others. Columns are normally distributed.
 *
 * @shape x `[nSamples, nFeatures]`, y `[nSamples]`, or `[nSamples, nTargets]` where there are several
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @source scikit-learn `make_regression`: its options (`seed` is its `random_state`) and distribution. Coefficients always come
 * along.
 * @example
 * const { x, y, coefficients } = makeRegression({ nFeatures: 3, nInformative: 2, noise: 5, seed: 1 });
 */
export function makeRegression(options: MakeRegressionOptions = {}): Regression {
  const where = 'makeRegression';
  requireKnownOptions(where, options, OPTIONS);
  const nSamples = requireSamples(where, options.nSamples ?? 100, 1);
  const columns = (option: 'nFeatures' | 'nInformative' | 'nTargets', fallback: number): number =>
    requireWholeNumber(where, option, options[option] ?? fallback, { min: 1, max: 1e5 });
  const nFeatures = columns('nFeatures', 100);
  const nInformative = Math.min(nFeatures, columns('nInformative', 10));
  const nTargets = columns('nTargets', 1);
  const bias = requireNumber(where, 'bias', options.bias ?? 0);
  const noise = requireNoise(where, options.noise ?? 0);
  const tail = requireNumber(where, 'tailStrength', options.tailStrength ?? 0.5, {
    min: 0,
    max: 1,
  });
  const rank = options.effectiveRank ?? null;
  if (rank !== null) requireWholeNumber(where, 'effectiveRank', rank, { min: 1 });
  const settings = checkedMaker(where, options);
  const random = new RandomSource(settings.seed);

  // Rows and columns are alike in distribution, so only the informative columns need to be scattered.
  const order = Array.from({ length: nFeatures }, (_, column) => column);
  const scattered = settings.shuffle ? shuffled(order, random) : order;
  const coefficients = new Float64Array(nFeatures * nTargets);
  for (const column of scattered.slice(0, nInformative)) {
    for (let t = 0; t < nTargets; t++) coefficients[column * nTargets + t] = 100 * random.unit();
  }
  const x =
    rank === null
      ? Float64Array.from({ length: nSamples * nFeatures }, () => random.normal())
      : lowRankRows(nSamples, nFeatures, { rank, tail, random });
  const y = new Float64Array(nSamples * nTargets);
  for (let row = 0; row < nSamples; row++) {
    for (let t = 0; t < nTargets; t++) {
      let value = bias;
      for (let column = 0; column < nFeatures; column++) {
        value += (x[row * nFeatures + column] ?? 0) * (coefficients[column * nTargets + t] ?? 0);
      }
      y[row * nTargets + t] = noise === 0 ? value : random.normal(value, noise);
    }
  }
  const shape = (length: number): number[] => (nTargets === 1 ? [length] : [length, nTargets]);
  return {
    x: new NdArray(x, [nSamples, nFeatures], 'float64'),
    y: new NdArray(y, shape(nSamples), 'float64'),
    coefficients: new NdArray(coefficients, shape(nFeatures), 'float64'),
  };
}
