import { type Matrix, newMatrix } from '../input/matrix.ts';

/** The rows at these places, in this order. */
export function takeRows({ data, columns }: Matrix, places: ArrayLike<number>): Matrix {
  const taken = newMatrix(places.length, columns);
  for (let row = 0; row < places.length; row++) {
    const begin = (places[row] as number) * columns;
    taken.data.set(data.subarray(begin, begin + columns), row * columns);
  }
  return taken;
}
