import { ArgumentError, describe, type Resolved } from '@myelin/core';
import { requireFinite } from '../input/require-finite.ts';
import { requireNoInfinity } from '../input/require-no-infinity.ts';
import type { Tabular } from '../input/tabular.ts';
import type { Extrapolation } from './spline-columns.ts';

export interface SplineTransformerOptions {
  /** Knots of each column where `knots` is a word. Whole number, at least 2. @defaultValue `5` */
  readonly nKnots?: number;
  /** Of the polynomials between knots. Whole number, at least 0. @defaultValue `3` */
  readonly degree?: number;
  /** How knots are chosen, or the knots: a list for each knot, with a place for each column. @defaultValue `'uniform'` */
  readonly knots?: 'uniform' | 'quantile' | readonly (readonly number[])[];
  /** What functions are outside of the range of the knots. @defaultValue `'constant'` */
  readonly extrapolation?: Extrapolation;
  /** Whether the last function of each column is kept, with which they add up to 1. @defaultValue `true` */
  readonly includeBias?: boolean;
  /** Whether missing values are refused, or become zeros. @defaultValue `'error'` */
  readonly handleMissing?: 'error' | 'zeros';
}

/** Missing values are there only where they are wanted. @throws {@link DataError} */
export function requireTaken(
  where: string,
  { handleMissing }: Resolved<SplineTransformerOptions>,
  x: Tabular,
): void {
  if (handleMissing === 'zeros') requireNoInfinity(where, x);
  else requireFinite(where, x);
}

/** Lists of places of knots, ascending in each column: how many there are. @throws {@link ArgumentError} */
export function requireKnots(where: string, knots: unknown): number {
  const wrong = (problem: string): ArgumentError =>
    new ArgumentError({
      where,
      problem: `\`knots\` ${problem}`,
      fix: "pass for example { knots: 'uniform' } or, for one column, { knots: [[0], [5], [10]] }",
    });
  if (!Array.isArray(knots) || knots.length < 2) {
    throw wrong(
      `must be 'uniform', 'quantile' or a list of at least two, received ${describe(knots)}`,
    );
  }
  for (const [at, knot] of knots.entries()) {
    if (!Array.isArray(knot) || knot.length !== knots[0].length || !knot.every(Number.isFinite)) {
      throw wrong(`must hold lists of one length, of numbers, received ${describe(knot)} at ${at}`);
    }
    if (at > 0 && knot.some((place, column) => !(place > knots[at - 1][column]))) {
      throw wrong(`must ascend in each column, received ${describe(knot)} at ${at}`);
    }
  }
  return knots.length;
}
