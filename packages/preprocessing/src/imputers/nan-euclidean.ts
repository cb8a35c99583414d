import { type Matrix, newMatrix } from '../input/matrix.ts';

/**
 * Distances of rows to the rows of a matrix, over the columns that both have:
 * `√(columns / columns in common · Σ (x - y)²)`, NaN where they have none in common.
 *
 * @source Dixon 1979, as scikit-learn's `nan_euclidean_distances`, which multiplies out and so rounds otherwise.
 */
export class NanEuclidean {
  readonly #rows: number;
  readonly #columns: number;
  /** The numbers, 0 where missing, and beside them 1 where there is one: adding up needs no question then. */
  readonly #filled: Float64Array;
  readonly #present: Float64Array;

  constructor({ rows, columns, data }: Matrix) {
    this.#rows = rows;
    this.#columns = columns;
    this.#filled = data.map((value) => (Number.isNaN(value) ? 0 : value));
    this.#present = data.map((value) => (Number.isNaN(value) ? 0 : 1));
  }

  /** Writes the distances of the row of `data` that begins at `start` into `distances`. */
  measure(data: Float64Array, start: number, distances: Float64Array): void {
    const columns = this.#columns;
    const filled = this.#filled;
    const present = this.#present;
    const places = presentPlaces(data, start, columns);
    for (let row = 0, from = 0; row < this.#rows; row++, from += columns) {
      let sum = 0;
      let count = 0;
      for (let i = 0; i < places.length; i++) {
        const place = places[i] as number;
        const isThere = present[from + place] as number;
        const difference =
          ((data[start + place] as number) - (filled[from + place] as number)) * isThere;
        sum += difference * difference;
        count += isThere;
      }
      distances[row] = count === 0 ? Number.NaN : Math.sqrt((sum / count) * columns);
    }
  }
}

function presentPlaces(data: Float64Array, start: number, columns: number): Int32Array {
  const places = new Int32Array(columns);
  let count = 0;
  for (let place = 0; place < columns; place++) {
    if (!Number.isNaN(data[start + place])) places[count++] = place;
  }
  return places.subarray(0, count);
}

/** The numbers, with NaN for what counts as missing. */
export function withNaN({ rows, columns, data }: Matrix, missing: number): Matrix {
  if (Number.isNaN(missing)) return { rows, columns, data };
  const made = newMatrix(rows, columns);
  for (let at = 0; at < data.length; at++) {
    const value = data[at] as number;
    made.data[at] = value === missing ? Number.NaN : value;
  }
  return made;
}
