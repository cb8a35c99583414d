import type { Tensor } from '@myelin/core';
import { add, concat, reshape, slice, zeros } from '@myelin/core';
import { withRowsAround } from '../spatial/rows-around.ts';

/**
 * Sum in which row `i` of part `k` stands at place `i · step + k · distance`.
 *
 * Places with the same remainder by `step` are made together, since the rows of a part are neighbors there.
 *
 * @shape parts `[batch, rows, elements]`
 * @shape output `[batch, places, elements]`; rows at the end that no part reaches are zero
 */
export function sumAtPlaces(parts: readonly Tensor[], step: number, distance: number): Tensor {
  const [batch = 0, rows = 0, elements = 0] = parts[0]?.shape ?? [];
  const last = Math.floor(((parts.length - 1) * distance) / step);
  const shape = [batch, rows + last, 1, elements];
  const sums = Array.from({ length: step }, (_, remainder) => {
    const here = parts.flatMap((part, k) => {
      const place = k * distance;
      const first = Math.floor(place / step);
      return place % step === remainder ? [withRowsAround(part, first, last - first)] : [];
    });
    return here.length === 0 ? zeros(shape) : reshape(here.reduce(add), shape);
  });
  const sum = sums.length === 1 ? (sums[0] ?? zeros(shape)) : concat(sums, 2);
  return reshape(sum, [batch, (rows + last) * step, elements]);
}

/** The rows `begin`, `begin + 1`, … of `[batch, rows, elements]`, `count` of them; zeros where there are none left. */
export function rowsFrom(x: Tensor, begin: number, count: number): Tensor {
  const rows = x.shape[1] ?? 0;
  const there = Math.min(count, rows - begin);
  const kept = there === rows ? x : slice(x, [0, begin, 0], [-1, there, -1]);
  return withRowsAround(kept, 0, count - there);
}
