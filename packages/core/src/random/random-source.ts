import { philoxWords } from './philox.ts';

/** Words drawn from the generator at a time. */
const CHUNK = 1024;

/**
 * A sequence of random numbers in ordinary memory, fixed by its seed.
 *
 * For data, shuffles and initial weights; randomness inside a model goes through `randomUniform`.
 */
export class RandomSource {
  readonly #seed: number;
  #words: Uint32Array = new Uint32Array(0);
  #used = 0;
  #chunk = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** Whole number from 0 to 2^32 - 1. */
  word(): number {
    if (this.#used === this.#words.length) {
      this.#words = philoxWords(CHUNK, { seed: this.#seed, step: this.#chunk++ });
      this.#used = 0;
    }
    return this.#words[this.#used++] ?? 0;
  }

  /** Number in [0, 1), with 32 random bits. */
  unit(): number {
    return this.word() * 2 ** -32;
  }

  /** Number in [min, max). */
  uniform(min: number, max: number): number {
    return min + (max - min) * this.unit();
  }

  /** Whole number from 0 to `below - 1`. */
  integer(below: number): number {
    return Math.floor(this.unit() * below);
  }

  /** Normally distributed number (Box & Muller 1958, cosine branch). */
  normal(mean = 0, standardDeviation = 1): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.unit()));
    return mean + standardDeviation * radius * Math.cos(2 * Math.PI * this.unit());
  }

  /** Normally distributed number, drawn again until it lies within two standard deviations. */
  truncatedNormal(mean = 0, standardDeviation = 1): number {
    for (;;) {
      const z = this.normal();
      if (Math.abs(z) < 2) return mean + standardDeviation * z;
    }
  }
}

/**
 * The numbers 0 … size - 1 in random order (Fisher & Yates).
 *
 * @param step - Another order of the same seed, for example the epoch.
 */
export function permutation(size: number, seed: number, step = 0): Int32Array {
  const order = new Int32Array(size);
  for (let i = 0; i < size; i++) order[i] = i;
  const words = philoxWords(size, { seed, step });
  for (let i = size - 1; i > 0; i--) {
    const j = Math.floor((words[i] ?? 0) * 2 ** -32 * (i + 1));
    const moved = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = moved;
  }
  return order;
}
