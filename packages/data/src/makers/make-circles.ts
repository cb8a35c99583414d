import { RandomSource, requireKnownOptions, requireNumber } from '@myelin/core';
import { jitter } from './jitter.ts';
import { type ClassPoints, classPoints } from './labeled-points.ts';
import { checkedMaker, type MakerOptions, requireHalves, requireNoise } from './maker-options.ts';
import { shuffled } from './shuffled.ts';

export interface MakeCirclesOptions extends MakerOptions {
  /** Number of points in all, or on the outer and the inner circle. @defaultValue `100` */
  readonly nSamples?: number | readonly [outer: number, inner: number];
  /** Standard deviation of what is added to both coordinates. @defaultValue `0` */
  readonly noise?: number;
  /** Radius of the inner circle, in [0, 1); that of the outer one is 1. @defaultValue `0.8` */
  readonly factor?: number;
}

/**
 * A circle around another: `(cos t, sin t)` and `factor · (cos t, sin t)` for `t` from 0 to 2π.
 *
 * @shape x `[nSamples, 2]`, y `[nSamples]` with 0 for the outer circle and 1 for the inner one
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @source scikit-learn `make_circles`: its options (`seed` is its `random_state`) and formulas.
 * @example
 * const { x, y } = makeCircles({ nSamples: 200, noise: 0.05, factor: 0.5, seed: 1 });
 */
export function makeCircles(options: MakeCirclesOptions = {}): ClassPoints {
  const where = 'makeCircles';
  requireKnownOptions(where, options, ['nSamples', 'noise', 'factor', 'shuffle', 'seed']);
  const [outer, inner] = requireHalves(where, options.nSamples ?? 100);
  const noise = requireNoise(where, options.noise ?? 0);
  const factor = requireNumber(where, 'factor', options.factor ?? 0.8, { min: 0, below: 1 });
  const settings = checkedMaker(where, options);
  const random = new RandomSource(settings.seed);
  const points = [...circle(outer, 1, 0), ...circle(inner, factor, 1)];
  const ordered = settings.shuffle ? shuffled(points, random) : points;
  return classPoints(jitter(ordered, noise, random), 2);
}

/** Points at equal distances. */
const circle = (count: number, radius: number, label: number) =>
  Array.from({ length: count }, (_, i) => {
    const t = (2 * Math.PI * i) / count;
    return { at: [radius * Math.cos(t), radius * Math.sin(t)], label };
  });
