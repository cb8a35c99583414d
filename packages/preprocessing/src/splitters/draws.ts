import { permutation, seedOr } from '@myelin/core';

/** Random orders one after another, fixed by a seed. */
export class Draws {
  readonly #seed: number;
  #drawn = 0;

  /** @param seed - null for one that is drawn, too. @throws {@link ArgumentError} */
  constructor(where: string, seed: number | null) {
    this.#seed = seedOr(where, seed);
  }

  /** The numbers 0 … size - 1 in random order. */
  order(size: number): Int32Array {
    return permutation(size, this.#seed, this.#drawn++);
  }

  /** A copy in random order. */
  shuffled(values: Int32Array): Int32Array {
    return this.order(values.length).map((place) => values[place] as number);
  }
}
