import { ArgumentError, describe } from '@myelin/core';
import type { Matrix } from '../input/matrix.ts';
import { NanEuclidean } from './nan-euclidean.ts';
import { NearestDonors } from './nearest-donors.ts';

/** Weights of neighbors by their distances, nearest first; NaN counts as 0. */
export type NeighborWeights = (distances: Float64Array) => ArrayLike<number>;

/** How far two rows are apart, which hold NaN where values are missing; NaN for rows that cannot be compared. */
export type NeighborMetric = (x: Float64Array, y: Float64Array) => number;

export interface DonorOptions {
  readonly nNeighbors: number;
  readonly weights: 'uniform' | 'distance' | NeighborWeights;
  readonly metric: 'nan_euclidean' | NeighborMetric;
}

/** Rows that give their values to others, which lack them. */
export class DonorRows {
  readonly #matrix: Matrix;
  readonly #options: DonorOptions;
  /** Mean of each column; NaN for a column without values. */
  readonly #means: Float64Array;
  #euclidean: NanEuclidean | undefined;

  /** @param matrix - NaN where values are missing. */
  constructor(matrix: Matrix, options: DonorOptions) {
    this.#matrix = matrix;
    this.#options = options;
    this.#means = meansOf(matrix);
  }

  /** Whether no row has a value in the column at that place. */
  isEmpty(place: number): boolean {
    return Number.isNaN(this.#means[place]);
  }

  /** The numbers of the rows, all that is NaN filled but in columns that are empty here. */
  fill({ rows, columns, data }: Matrix): Float64Array {
    const filled = data.slice();
    const distances = new Float64Array(this.#matrix.rows);
    const nearest = new NearestDonors(Math.min(this.#options.nNeighbors, this.#matrix.rows));
    for (let row = 0; row < rows; row++) {
      const start = row * columns;
      let isMeasured = false;
      for (let place = 0; place < columns; place++) {
        if (!Number.isNaN(data[start + place]) || this.isEmpty(place)) continue;
        if (!isMeasured) this.#measure(data, start, distances);
        isMeasured = true;
        filled[start + place] = this.#value(place, distances, nearest);
      }
    }
    return filled;
  }

  #measure(data: Float64Array, start: number, distances: Float64Array): void {
    const { metric } = this.#options;
    const { columns, rows } = this.#matrix;
    if (metric === 'nan_euclidean') {
      this.#euclidean ??= new NanEuclidean(this.#matrix);
      this.#euclidean.measure(data, start, distances);
      return;
    }
    const x = data.slice(start, start + columns);
    for (let row = 0; row < rows; row++) {
      const y = this.#matrix.data.slice(row * columns, (row + 1) * columns);
      distances[row] = requireResult('metric', metric(x, y));
    }
  }

  #value(place: number, distances: Float64Array, nearest: NearestDonors): number {
    const { columns, data } = this.#matrix;
    nearest.clear();
    for (let row = 0, at = place; row < distances.length; row++, at += columns) {
      const value = data[at] as number;
      const distance = distances[row] as number;
      if (!Number.isNaN(value) && !Number.isNaN(distance)) nearest.offer(distance, value);
    }
    if (nearest.values.length === 0) return this.#means[place] as number;
    return weightedMean(nearest.values, this.#weights(nearest.distances));
  }

  #weights(distances: Float64Array): ArrayLike<number> {
    const { weights } = this.#options;
    if (weights === 'uniform') return new Float64Array(distances.length).fill(1);
    if (typeof weights === 'function') {
      const made = weights(distances.slice());
      if (made?.length === distances.length) return made;
      throw new ArgumentError({
        where: 'KNNImputer.transform',
        problem: `\`weights\` must return one number for each distance, received ${describe(made)} for ${distances.length}`,
        fix: 'return for example distances.map((distance) => 1 / (1 + distance))',
      });
    }
    const inverse = distances.map((distance) => 1 / distance);
    // Rows that are the same outweigh all others.
    if (!inverse.includes(Number.POSITIVE_INFINITY)) return inverse;
    return inverse.map((weight) => (weight === Number.POSITIVE_INFINITY ? 1 : 0));
  }
}

function weightedMean(values: Float64Array, weights: ArrayLike<number>): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    const weight = requireResult('weights', weights[i]);
    if (Number.isNaN(weight)) continue;
    sum += (values[i] as number) * weight;
    total += weight;
  }
  if (total !== 0) return sum / total;
  throw new ArgumentError({
    where: 'KNNImputer.transform',
    problem: '`weights` must not add up to 0, received 0 for the neighbors of a row',
    fix: 'return a weight above 0 for at least one of the distances',
  });
}

function requireResult(option: string, value: unknown): number {
  if (typeof value === 'number') return value;
  throw new ArgumentError({
    where: 'KNNImputer.transform',
    problem: `\`${option}\` must return numbers, received ${describe(value)}`,
    fix: 'check the function that was passed',
  });
}

function meansOf({ rows, columns, data }: Matrix): Float64Array {
  const sums = new Float64Array(columns);
  const counts = new Float64Array(columns);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      const value = data[at] as number;
      if (Number.isNaN(value)) continue;
      sums[column] = (sums[column] as number) + value;
      counts[column] = (counts[column] as number) + 1;
    }
  }
  return sums.map((sum, column) => sum / (counts[column] as number));
}
