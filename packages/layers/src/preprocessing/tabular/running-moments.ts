import type { KnownShape, NdArray } from '@myelin/core';
import { shapeSize } from '@myelin/core';

/**
 * Mean and population variance of data that comes in portions, in double precision.
 *
 * Portions are joined by the rule of Chan, Golub & LeVeque 1979.
 */
export class RunningMoments {
  readonly mean: Float64Array;
  /** Sums of squared distances from the mean. */
  readonly #squares: Float64Array;
  readonly #keptAxes: readonly number[];
  #count = 0;

  /**
   * @param shape - Of the moments.
   * @param keptAxes - Axes of the data that the moments have; over the others they are taken.
   */
  constructor(shape: KnownShape, keptAxes: readonly number[]) {
    this.mean = new Float64Array(shapeSize(shape));
    this.#squares = new Float64Array(shapeSize(shape));
    this.#keptAxes = keptAxes;
  }

  get variance(): Float64Array {
    return this.#squares.map((sum) => sum / Math.max(this.#count, 1));
  }

  add(data: NdArray): void {
    const size = this.mean.length;
    const added = data.size / size;
    if (added === 0) return;
    const places = placesOf(data.shape, this.#keptAxes);
    const mean = new Float64Array(size);
    for (let i = 0; i < data.size; i++) add(mean, places(i), (data.data[i] ?? 0) / added);
    const squares = new Float64Array(size);
    for (let i = 0; i < data.size; i++) {
      const place = places(i);
      add(squares, place, ((data.data[i] ?? 0) - (mean[place] ?? 0)) ** 2);
    }
    this.#join(mean, squares, added);
  }

  #join(mean: Float64Array, squares: Float64Array, added: number): void {
    const total = this.#count + added;
    for (let place = 0; place < mean.length; place++) {
      const distance = (mean[place] ?? 0) - (this.mean[place] ?? 0);
      add(this.mean, place, (distance * added) / total);
      add(
        this.#squares,
        place,
        (squares[place] ?? 0) + (distance ** 2 * this.#count * added) / total,
      );
    }
    this.#count = total;
  }
}

function add(target: Float64Array, place: number, value: number): void {
  target[place] = (target[place] ?? 0) + value;
}

/** From the place of an element in the data to its place among the moments. */
function placesOf(shape: KnownShape, keptAxes: readonly number[]): (index: number) => number {
  const steps = keptAxes.map((axis, i) => ({
    size: shape[axis] ?? 1,
    step: shapeSize(shape.slice(axis + 1)),
    factor: shapeSize(keptAxes.slice(i + 1).map((later) => shape[later] ?? 1)),
  }));
  return (index) => {
    let place = 0;
    for (const { size, step, factor } of steps) place += (Math.floor(index / step) % size) * factor;
    return place;
  };
}
