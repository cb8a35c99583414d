import { DataError } from '@myelin/core';
import { type Matrix, newMatrix } from '../input/matrix.ts';
import { betweenNeighbors } from './bin-edges.ts';

/** The number of the bin of each number, by the edges of each column. */
export function binNumbers(
  { data, rows, columns }: Matrix,
  edges: readonly Float64Array[],
): Matrix {
  const bins = newMatrix(rows, columns);
  for (const [column, list] of edges.entries()) {
    for (let at = column; at < data.length; at += columns) {
      bins.data[at] = binOf(list, data[at] as number);
    }
  }
  return bins;
}

/** The place among the edges, the outermost ones left out. */
function binOf(edges: Float64Array, value: number): number {
  let low = 0;
  let high = edges.length - 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((edges[middle + 1] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The middle of each bin. @throws {@link DataError} there is no such bin. */
export function binMiddles(
  where: string,
  bins: Matrix,
  edges: readonly Float64Array[],
  names: readonly string[],
): Matrix {
  const made = newMatrix(bins.rows, bins.columns);
  for (const [column, list] of edges.entries()) {
    const middles = betweenNeighbors(list);
    for (let at = column; at < made.data.length; at += bins.columns) {
      const bin = bins.data[at] as number;
      const middle = middles[bin];
      if (middle === undefined) {
        throw new DataError({
          where,
          problem: `column \`${names[column]}\` has bins 0 to ${middles.length - 1}, received ${bin}`,
          fix: 'pass what transform gave',
        });
      }
      made.data[at] = middle;
    }
  }
  return made;
}
