import { ArgumentError, describe, pairwiseSum, ShapeError } from '@myelin/core';
import type { NumberArray } from '../inputs/numbers.ts';
import { requireSameSamples } from '../inputs/sample-weights.ts';
import { valueTable } from '../inputs/value-table.ts';

/**
 * Area under a curve by the trapezoidal rule: `Σ (x[i + 1] - x[i]) · (y[i] + y[i + 1]) / 2`.
 *
 * @param x - Increasing, or decreasing.
 * @throws {@link ArgumentError} `x` goes up and down.
 * @throws {@link ShapeError} there are fewer than two points, or not as many of `x` as of `y`.
 * @source scikit-learn `metrics.auc`; NaN for curves that are not defined.
 * @example
 * auc([0, 0.5, 1], [0, 1, 1]) // => 0.75
 */
export function auc(x: NumberArray, y: NumberArray): number {
  const where = 'auc';
  const xs = points(where, 'x', x);
  const ys = points(where, 'y', y);
  requireSameSamples(where, { x: xs.length, y: ys.length });
  if (xs.length < 2) {
    throw new ShapeError({
      where,
      problem: `\`x\` must hold at least 2 points, received ${xs.length}`,
      fix: 'pass all points of the curve',
    });
  }
  return areaUnder(where, xs, ys);
}

/** The same, of curves that have been read. */
export function areaUnder(where: string, x: Float64Array, y: Float64Array): number {
  const n = x.length - 1;
  const steps = new Float64Array(n);
  const areas = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    steps[i] = (x[i + 1] ?? 0) - (x[i] ?? 0);
    areas[i] = ((steps[i] ?? 0) * ((y[i + 1] ?? 0) + (y[i] ?? 0))) / 2;
  }
  if (!steps.some((step) => step < 0)) return pairwiseSum(areas);
  if (steps.every((step) => step <= 0)) return -pairwiseSum(areas);
  throw new ArgumentError({
    where,
    problem: `\`x\` must not go up and down, received ${describe(Array.from(x))}`,
    fix: 'sort the points by x first',
  });
}

/** Curves may hold NaN, where they are not defined, and infinities. */
function points(where: string, name: string, values: NumberArray): Float64Array {
  const { cells, columns, rows } = valueTable(where, name, values);
  const numbers = Float64Array.from(cells as ArrayLike<number>, (cell) => {
    if (typeof cell === 'number') return cell;
    throw new ArgumentError({
      where,
      problem: `\`${name}\` must hold numbers, received ${describe(cell)}`,
      fix: 'pass the coordinates of points, for example [0, 0.5, 1]',
    });
  });
  if (columns === 1) return numbers;
  throw new ShapeError({
    where,
    problem: `\`${name}\` must be a list of numbers, received shape [${rows}, ${columns}]`,
    fix: 'pass one curve at a time',
  });
}
