/** Tables of places have at most so many times more entries than there are numbers, and always a few. */
const LOOSEST = 8;
const SMALL = 1024;

/**
 * Places of numbers in a list: in a table where they are whole and close together, else by halving.
 */
export class NumberPlaces {
  readonly #table: Int32Array | undefined;
  readonly #low: number;
  readonly #sorted: Float64Array;
  /** Places in the list of the sorted numbers. */
  readonly #order: Int32Array;

  /** @param places - Where each of the numbers stands. */
  constructor(numbers: readonly number[], places: readonly number[]) {
    const order = numbers.map((_, at) => at);
    order.sort((a, b) => (numbers[a] as number) - (numbers[b] as number));
    this.#sorted = Float64Array.from(order, (at) => numbers[at] as number);
    this.#order = Int32Array.from(order, (at) => places[at] as number);
    this.#low = this.#sorted[0] ?? 0;
    this.#table = this.#asTable();
  }

  /** The place of a number, -1 if it is not in the list. */
  find(value: number): number {
    const table = this.#table;
    if (table) {
      const place = table[value - this.#low];
      return place === undefined ? -1 : place;
    }
    const sorted = this.#sorted;
    let from = 0;
    let to = sorted.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((sorted[middle] as number) < value) from = middle + 1;
      else to = middle;
    }
    return sorted[from] === value ? (this.#order[from] as number) : -1;
  }

  #asTable(): Int32Array | undefined {
    const sorted = this.#sorted;
    const span = (sorted.at(-1) ?? 0) - this.#low + 1;
    const fits = span <= SMALL || span <= LOOSEST * sorted.length;
    if (!fits || !sorted.every(Number.isInteger)) return undefined;
    const table = new Int32Array(span).fill(-1);
    for (let at = 0; at < sorted.length; at++) {
      table[(sorted[at] as number) - this.#low] = this.#order[at] as number;
    }
    return table;
  }
}
