import type { RandomSource } from '@myelin/core';

export interface LowRankOptions {
  /** About how many directions make up most of the rows. */
  readonly rank: number;
  /** Weight of the other directions, in [0, 1]. */
  readonly tail: number;
  readonly random: RandomSource;
}

/**
 * `U · S · Vᵀ`, row by row, for random orthonormal columns `U` and `V`, and singular values
 * `(1 - tail) · exp(-(i / rank)²) + tail · exp(-0.1 · i / rank)`.
 *
 * @source scikit-learn `make_low_rank_matrix`.
 */
export function lowRankRows(
  rows: number,
  columns: number,
  { rank, tail, random }: LowRankOptions,
): Float64Array {
  const directions = Math.min(rows, columns);
  const left = orthonormal(directions, rows, random);
  const right = orthonormal(directions, columns, random);
  const x = new Float64Array(rows * columns);
  for (let i = 0; i < directions; i++) {
    const singular = (1 - tail) * Math.exp(-((i / rank) ** 2)) + tail * Math.exp((-0.1 * i) / rank);
    const [u, v] = [left[i], right[i]];
    for (let row = 0; row < rows; row++) {
      const factor = singular * (u?.[row] ?? 0);
      for (let column = 0; column < columns; column++) {
        const at = row * columns + column;
        x[at] = (x[at] ?? 0) + factor * (v?.[column] ?? 0);
      }
    }
  }
  return x;
}

/** Random vectors of length 1, at right angles to one another (Gram & Schmidt, twice for accuracy). */
function orthonormal(count: number, size: number, random: RandomSource): Float64Array[] {
  const vectors: Float64Array[] = [];
  for (let i = 0; i < count; i++) {
    const vector = Float64Array.from({ length: size }, () => random.normal());
    for (const other of [...vectors, ...vectors]) subtract(vector, other, dot(vector, other));
    const length = Math.sqrt(dot(vector, vector));
    vectors.push(vector.map((value) => value / length));
  }
  return vectors;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function subtract(from: Float64Array, vector: Float64Array, factor: number): void {
  for (let i = 0; i < from.length; i++) from[i] = (from[i] ?? 0) - factor * (vector[i] ?? 0);
}
