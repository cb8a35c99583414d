/** The nearest rows of some, with their distances and values, kept in order while rows are offered one after another. */
export class NearestDonors {
  readonly #distances: Float64Array;
  readonly #values: Float64Array;
  #count = 0;

  /** @param most - Number of rows that are kept. */
  constructor(most: number) {
    this.#distances = new Float64Array(most);
    this.#values = new Float64Array(most);
  }

  clear(): void {
    this.#count = 0;
  }

  /** Takes a row that is nearer than one of those kept; of equally near ones the first stays. */
  offer(distance: number, value: number): void {
    const distances = this.#distances;
    const values = this.#values;
    let at = this.#count;
    if (at === distances.length) {
      at--;
      if (distance >= (distances[at] as number)) return;
    } else this.#count++;
    while (at > 0 && distance < (distances[at - 1] as number)) {
      distances[at] = distances[at - 1] as number;
      values[at] = values[at - 1] as number;
      at--;
    }
    distances[at] = distance;
    values[at] = value;
  }

  get distances(): Float64Array {
    return this.#distances.subarray(0, this.#count);
  }

  /** Values of the rows kept, nearest first. */
  get values(): Float64Array {
    return this.#values.subarray(0, this.#count);
  }
}
