import { requireWholeNumber } from '../errors/checks.ts';
import { philox4x32 } from './philox.ts';

let globalSeed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
let drawn = 0;

/**
 * Makes everything that follows reproducible: initial weights, shuffles, dropout masks, splits.
 *
 * What was given a `seed` of its own does not depend on it.
 *
 * @param seed - Whole number from 0 to 2^53 - 1.
 * @throws {@link ArgumentError} `seed` is not such a number.
 */
export function setRandomSeed(seed: number): void {
  globalSeed = requireWholeNumber('setRandomSeed', 'seed', seed, { min: 0 });
  drawn = 0;
}

/** The next seed for something that was given none: 32 bits, fixed by {@link setRandomSeed} and the order of calls. */
export function nextSeed(): number {
  const [word] = philox4x32(
    [drawn++, 0, 0, SEED_STREAM],
    [globalSeed >>> 0, Math.floor(globalSeed / 2 ** 32)],
  );
  return word;
}

/** The option `seed`, which is a whole number of at least 0, or null for none. @throws {@link ArgumentError} */
export function requireSeed(where: string, seed: unknown): number | null {
  return seed === null ? null : requireWholeNumber(where, 'seed', seed, { min: 0 });
}

/** `seed`, checked, or the next one where it is missing. */
export function seedOr(where: string, seed: number | null | undefined): number {
  return requireSeed(where, seed ?? null) ?? nextSeed();
}

/** Runs `work`; the seeds that it draws are drawn again afterwards. */
export function preservingSeeds<Result>(work: () => Result): Result {
  const before = drawn;
  try {
    return work();
  } finally {
    drawn = before;
  }
}

/** Where the seeds of this process stand: what was given to {@link setRandomSeed}, and how many were drawn since. */
export interface SeedState {
  readonly seed: number;
  readonly drawn: number;
}

/** Where seeds stand now. */
export function seedState(): SeedState {
  return { seed: globalSeed, drawn };
}

/** Goes on drawing seeds from a state of before, perhaps of another process. */
export function restoreSeedState(state: SeedState): void {
  globalSeed = requireWholeNumber('restoreSeedState', 'seed', state.seed, { min: 0 });
  drawn = requireWholeNumber('restoreSeedState', 'drawn', state.drawn, { min: 0 });
}

/** Keeps seeds apart from the numbers drawn with them. */
const SEED_STREAM = 0x5eed;
