import {
  ArgumentError,
  RandomSource,
  requireKnownOptions,
  requireNumber,
  requireOneOf,
} from '@myelin/core';
import { type LabeledPoint, type ValuePoints, valuePoints } from './labeled-points.ts';
import { checkedMaker, type MakerOptions, requirePair, requireSamples } from './maker-options.ts';
import { circle, gauss, hills, type PointMaker, plane, spiral, xor } from './playground-points.ts';
import { shuffled } from './shuffled.ts';

/** The data sets of TensorFlow Playground, by the names that its addresses have for them. */
export type PlaygroundDataset = 'circle' | 'xor' | 'gauss' | 'spiral' | 'reg-plane' | 'reg-gauss';

export interface MakePlaygroundOptions extends MakerOptions {
  /** @defaultValue `'circle'` */
  readonly dataset?: PlaygroundDataset;
  /** Number of points. @defaultValue `500`, and `1200` for `'reg-plane'` and `'reg-gauss'` */
  readonly nSamples?: number;
  /** From 0 to 1; the slider there goes from 0 to 0.5, in percent. @defaultValue `0` */
  readonly noise?: number;
  /** The two labels, for example `[0, 1]` for a sigmoid. Values of `'reg-…'` have none. @defaultValue `[-1, 1]` */
  readonly labels?: readonly [negative: number, positive: number];
}

const OPTIONS = ['dataset', 'nSamples', 'noise', 'labels', 'shuffle', 'seed'];

const makers: Readonly<Record<PlaygroundDataset, PointMaker>> = {
  circle,
  xor,
  gauss,
  spiral,
  'reg-plane': plane,
  'reg-gauss': hills,
};

/**
 * The points of TensorFlow Playground: `'circle'`, `'xor'`, `'gauss'` and `'spiral'` with two labels, `'reg-plane'` and
 * `'reg-gauss'` with values from -1 to 1.
 *
 * @shape x `[nSamples, 2]`, y `[nSamples]`, both `float64`
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @source tensorflow/playground, src/dataset.ts: its formulas and constants. With an odd number, the first class has one more.
 * @example
 * const { x, y } = makePlayground({ dataset: 'spiral', noise: 0.1, seed: 1 });
 */
export function makePlayground(options: MakePlaygroundOptions = {}): ValuePoints {
  const where = 'makePlayground';
  requireKnownOptions(where, options, OPTIONS);
  const names = Object.keys(makers) as PlaygroundDataset[];
  const dataset = requireOneOf(where, 'dataset', options.dataset ?? 'circle', names);
  const nSamples = requireSamples(
    where,
    options.nSamples ?? (dataset.startsWith('reg-') ? 1200 : 500),
  );
  const noise = requireNumber(where, 'noise', options.noise ?? 0, { min: 0, max: 1 });
  const settings = checkedMaker(where, options);
  const random = new RandomSource(settings.seed);
  const points = relabeled(makers[dataset](nSamples, noise, random), dataset, options.labels);
  return valuePoints(settings.shuffle ? shuffled(points, random) : points, 2);
}

function relabeled(
  points: readonly LabeledPoint[],
  dataset: PlaygroundDataset,
  labels: MakePlaygroundOptions['labels'],
): readonly LabeledPoint[] {
  if (labels === undefined) return points;
  const [negative, positive] = requirePair('makePlayground', 'labels', labels);
  if (!dataset.startsWith('reg-')) {
    return points.map(({ at, label }) => ({ at, label: label > 0 ? positive : negative }));
  }
  throw new ArgumentError({
    where: 'makePlayground',
    problem: `\`labels\` are for classes, received them with the values of '${dataset}'`,
    fix: "leave `labels` out, or pass { dataset: 'circle' }",
  });
}
