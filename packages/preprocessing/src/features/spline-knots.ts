import { linspace } from '../arithmetic/linspace.ts';
import { quantiles } from '../arithmetic/quantiles.ts';

/** Knots with equally many numbers between them. */
export const quantileKnots = (sorted: Float64Array, count: number): Float64Array =>
  quantiles(
    sorted,
    // By way of percents, as there: the last digit of some is another one than before.
    linspace(0, 1, count).map((rank) => (100 * rank) / 100),
  );

/** Evenly spaced knots; all at 0 where all numbers are missing. */
export const evenKnots = (min: number, max: number, count: number): Float64Array =>
  Number.isNaN(min) ? new Float64Array(count) : linspace(min, max, count);

/** Adds `degree` knots beyond either end: in the distance of the last two, or as they go on in the next period. */
export function withOuterKnots(
  base: Float64Array,
  degree: number,
  isPeriodic: boolean,
): Float64Array {
  const last = base.length - 1;
  const min = base[0] as number;
  const max = base[last] as number;
  if (isPeriodic) {
    const period = max - min;
    return joined(
      base.subarray(last - degree, last).map((knot) => knot - period),
      base,
      base.subarray(1, degree + 1).map((knot) => knot + period),
    );
  }
  const before = (base[1] as number) - min;
  const after = max - (base[last - 1] as number);
  return joined(
    linspace(min - degree * before, min - before, degree),
    base,
    linspace(max + after, max + degree * after, degree),
  );
}

function joined(before: Float64Array, base: Float64Array, after: Float64Array): Float64Array {
  const all = new Float64Array(before.length + base.length + after.length);
  all.set(before);
  all.set(base, before.length);
  all.set(after, before.length + base.length);
  return all;
}
