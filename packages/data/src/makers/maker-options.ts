import {
  ArgumentError,
  describe,
  requireBoolean,
  requireNumber,
  requireWholeNumber,
  seedOr,
} from '@myelin/core';

/** What all makers know. */
export interface MakerOptions {
  /** Whether rows come in random order. @defaultValue `true` */
  readonly shuffle?: boolean;
  /** Fixes all that is random. @defaultValue the next seed of `setRandomSeed` */
  readonly seed?: number | null;
}

/** Samples of one data set at most. */
const MAX_SAMPLES = 2 ** 24;

/** Checks {@link MakerOptions} and fills in the defaults. @throws {@link ArgumentError} */
export function checkedMaker(
  where: string,
  { shuffle = true, seed = null }: MakerOptions,
): { shuffle: boolean; seed: number } {
  return { shuffle: requireBoolean(where, 'shuffle', shuffle), seed: seedOr(where, seed) };
}

/** A number of samples. @throws {@link ArgumentError} */
export const requireSamples = (where: string, samples: unknown, min = 0): number =>
  requireWholeNumber(where, 'nSamples', samples, { min, max: MAX_SAMPLES });

/** A number of samples for each of two classes; of one number the second class gets the larger half. @throws {@link ArgumentError} */
export function requireHalves(where: string, samples: unknown): readonly [number, number] {
  if (Array.isArray(samples)) {
    const [first, second] = requirePair(where, 'nSamples', samples);
    return [requireSamples(where, first), requireSamples(where, second)];
  }
  const all = requireSamples(where, samples);
  return [Math.floor(all / 2), Math.ceil(all / 2)];
}

/** A standard deviation. @throws {@link ArgumentError} */
export const requireNoise = (where: string, noise: unknown): number =>
  requireNumber(where, 'noise', noise, { min: 0 });

/** Two numbers. @throws {@link ArgumentError} */
export function requirePair(where: string, option: string, value: unknown): [number, number] {
  if (Array.isArray(value) && value.length === 2) {
    return [
      requireNumber(where, `${option}[0]`, value[0]),
      requireNumber(where, `${option}[1]`, value[1]),
    ];
  }
  throw new ArgumentError({
    where,
    problem: `\`${option}\` must be two numbers, received ${describe(value)}`,
    fix: `pass for example { ${option}: [50, 50] }`,
  });
}
