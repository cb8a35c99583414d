import { RandomSource, requireKnownOptions, requireNumber, requireWholeNumber } from '@myelin/core';
import { jitter } from './jitter.ts';
import { type ClassPoints, classPoints } from './labeled-points.ts';
import { checkedMaker, type MakerOptions, requireNoise, requireSamples } from './maker-options.ts';
import { shuffled } from './shuffled.ts';

export interface MakeSpiralsOptions extends MakerOptions {
  /** Number of points in all. @defaultValue `100` */
  readonly nSamples?: number;
  /** Number of arms. @defaultValue `2` */
  readonly nClasses?: number;
  /** How often an arm goes around the middle. @defaultValue `1.75` */
  readonly turns?: number;
  /** Standard deviation of what is added to both coordinates. @defaultValue `0` */
  readonly noise?: number;
}

/**
 * Arms of a spiral: `r · (sin t, cos t)` for `r` from 0 to 1, with `t = 2π · (turns · r + label / nClasses)`.
 *
 * @shape x `[nSamples, 2]`, y `[nSamples]` with the number of the arm
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @source The spiral of TensorFlow Playground, for any number of arms; `makePlayground` has the original.
 * @example
 * const { x, y } = makeSpirals({ nSamples: 300, nClasses: 3, noise: 0.02, seed: 1 });
 */
export function makeSpirals(options: MakeSpiralsOptions = {}): ClassPoints {
  const where = 'makeSpirals';
  requireKnownOptions(where, options, [
    'nSamples',
    'nClasses',
    'turns',
    'noise',
    'shuffle',
    'seed',
  ]);
  const nSamples = requireSamples(where, options.nSamples ?? 100);
  const nClasses = requireWholeNumber(where, 'nClasses', options.nClasses ?? 2, {
    min: 1,
    max: 1e4,
  });
  const turns = requireNumber(where, 'turns', options.turns ?? 1.75);
  const noise = requireNoise(where, options.noise ?? 0);
  const settings = checkedMaker(where, options);
  const random = new RandomSource(settings.seed);
  const points = Array.from({ length: nClasses }, (_, label) => {
    const count = Math.floor(nSamples / nClasses) + (label < nSamples % nClasses ? 1 : 0);
    return Array.from({ length: count }, (_, i) => {
      const r = i / count;
      const t = 2 * Math.PI * (turns * r + label / nClasses);
      return { at: [r * Math.sin(t), r * Math.cos(t)], label };
    });
  }).flat();
  const ordered = settings.shuffle ? shuffled(points, random) : points;
  return classPoints(jitter(ordered, noise, random), 2);
}
