import { RandomSource, requireKnownOptions } from '@myelin/core';
import { jitter } from './jitter.ts';
import { type ClassPoints, classPoints, type LabeledPoint } from './labeled-points.ts';
import { checkedMaker, type MakerOptions, requireHalves, requireNoise } from './maker-options.ts';
import { shuffled } from './shuffled.ts';

export interface MakeMoonsOptions extends MakerOptions {
  /** Number of points in all, or in the outer and the inner moon. @defaultValue `100` */
  readonly nSamples?: number | readonly [outer: number, inner: number];
  /** Standard deviation of what is added to both coordinates. @defaultValue `0` */
  readonly noise?: number;
}

/**
 * Two half circles that reach into one another: `(cos t, sin t)` and `(1 - cos t, ½ - sin t)` for `t` from 0 to π.
 *
 * @shape x `[samples, 2]`, y `[samples]` with 0 for the outer moon and 1 for the inner one
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @source scikit-learn `make_moons`: its options (`seed` is its `random_state`) and formulas.
 * @example
 * const { x, y } = makeMoons({ nSamples: 200, noise: 0.1, seed: 1 });
 */
export function makeMoons(options: MakeMoonsOptions = {}): ClassPoints {
  const where = 'makeMoons';
  requireKnownOptions(where, options, ['nSamples', 'noise', 'shuffle', 'seed']);
  const [outer, inner] = requireHalves(where, options.nSamples ?? 100);
  const noise = requireNoise(where, options.noise ?? 0);
  const settings = checkedMaker(where, options);
  const random = new RandomSource(settings.seed);
  const points: LabeledPoint[] = [
    ...halfCircle(outer).map((t) => ({ at: [Math.cos(t), Math.sin(t)], label: 0 })),
    ...halfCircle(inner).map((t) => ({ at: [1 - Math.cos(t), 0.5 - Math.sin(t)], label: 1 })),
  ];
  const ordered = settings.shuffle ? shuffled(points, random) : points;
  return classPoints(jitter(ordered, noise, random), 2);
}

/** Angles from 0 to π, both included. */
const halfCircle = (count: number): number[] =>
  Array.from({ length: count }, (_, i) => (count === 1 ? 0 : (Math.PI * i) / (count - 1)));
