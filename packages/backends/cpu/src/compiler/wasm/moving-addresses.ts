/**
 * Addresses that move from step to step of loops.
 *
 * Code is written with addresses that are numbers. One that depends on the number of a step is a number as well, beyond all
 * that can be addresses: offsets are added to it as to others, and where it gets into an instruction, the builder of the
 * function adds what the step, a parameter of the function, moves it by.
 */

/** Bytes that an address moves by with each step of the loop whose number is in a parameter. */
export interface Term {
  readonly parameter: number;
  readonly stride: number;
}

/** An address as it is at the first step, and how it moves. */
export interface MovingAddress {
  readonly first: number;
  /** Number of the movement; the same for addresses that move alike. */
  readonly movement: number;
  readonly terms: readonly Term[];
}

/** Distance between the ranges of different movements: twice what addresses and offsets can come to. */
const RANGE = 2 ** 33;

export class MovingAddresses {
  readonly #movements: { readonly key: string; readonly terms: readonly Term[] }[] = [];

  /** An address that moves with one more loop than before. */
  move(address: number, term: Term): number {
    if (term.stride === 0) return address;
    const known = this.partsOf(address);
    const terms = [...(known?.terms ?? []), term];
    const key = JSON.stringify(terms);
    const found = this.#movements.findIndex((one) => one.key === key);
    const movement = found >= 0 ? found : this.#movements.push({ key, terms }) - 1;
    return (movement + 1) * RANGE + (known?.first ?? address);
  }

  /** The parts of a moving address; undefined for numbers that are none. */
  partsOf(address: number): MovingAddress | undefined {
    if (Math.abs(address) < RANGE / 2) return undefined;
    const movement = Math.round(address / RANGE) - 1;
    const terms = this.#movements[movement]?.terms;
    if (!terms) throw new RangeError(`${address} is no address`);
    return { first: address - (movement + 1) * RANGE, movement, terms };
  }

  /** Where the address is at given steps of the loops. */
  at(address: number, steps: readonly number[]): number {
    const moving = this.partsOf(address);
    if (!moving) return address;
    return moving.terms.reduce(
      (sum, { parameter, stride }) => sum + stride * (steps[parameter] ?? 0),
      moving.first,
    );
  }
}
