import { ArgumentError, describe } from '@myelin/core';

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
