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
    return table ? tabled(table, value - this.#low) : halved(this.#sorted, this.#order, value);
  }

  /** The places of numbers, -1 where one is not in the list, `missing` where one is NaN. */
  findAll(numbers: Float64Array, missing: number): Int32Array {
    const found = new Int32Array(numbers.length);
    const table = this.#table;
    const low = this.#low;
    const sorted = this.#sorted;
    const order = this.#order;
    for (let row = 0; row < found.length; row++) {
      const value = numbers[row] as number;
      if (Number.isNaN(value)) found[row] = missing;
      else found[row] = table ? tabled(table, value - low) : halved(sorted, order, value);
    }
    return found;
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

function tabled(table: Int32Array, at: number): number {
  return at >= 0 && at < table.length && Number.isInteger(at) ? (table[at] as number) : -1;
}

function halved(sorted: Float64Array, order: Int32Array, value: number): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((sorted[middle] as number) < value) from = middle + 1;
    else to = middle;
  }
  return sorted[from] === value ? (order[from] as number) : -1;
}
