import { DataError } from '@myelin/core';
import type { BSplineBasis } from './b-spline.ts';

/** What functions are outside of the range of their knots. */
export type Extrapolation = 'error' | 'constant' | 'linear' | 'continue' | 'periodic';

/** Writes the values of all functions of a basis at a number into `out`, from `begin` on. */
export type SplineWriter = (out: Float64Array, begin: number, x: number) => void;

/** How a column is written. @throws {@link DataError} by `'error'`, for a number outside of the range. */
export function splineWriter(
  where: string,
  name: string,
  basis: BSplineBasis,
  extrapolation: Extrapolation,
): SplineWriter {
  const { min, max, count, degree } = basis;
  const inside: SplineWriter = (out, begin, x) => basis.addTo(out, begin, x, count);
  if (extrapolation === 'continue') return inside;
  if (extrapolation === 'periodic') {
    const period = max - min;
    return (out, begin, x) => {
      const turned = period > 0 ? min + modulo(x - min, period) : 0;
      basis.addTo(out, begin, turned, count - degree);
    };
  }
  const outside =
    extrapolation === 'error' ? refusal(where, name, basis) : line(basis, extrapolation);
  return (out, begin, x) => (x < min || x > max ? outside : inside)(out, begin, x);
}

/** The rest of a division, of the sign of the divisor. */
function modulo(x: number, by: number): number {
  const rest = x % by;
  return rest < 0 ? rest + by : rest;
}

const refusal =
  (where: string, name: string, { min, max }: BSplineBasis): SplineWriter =>
  (_out, _begin, x) => {
    throw new DataError({
      where,
      problem: `column \`${name}\` has knots from ${min} to ${max}, received ${x}`,
      fix: "pass for example { extrapolation: 'constant' }",
    });
  };

/** The outer functions go on as they are at the end of the range, straight or with their slope; all others stay 0. */
function line(basis: BSplineBasis, extrapolation: 'constant' | 'linear'): SplineWriter {
  const { min, max, count, degree } = basis;
  const isLinear = extrapolation === 'linear';
  const at = (x: number, isSlope: boolean): Float64Array => {
    const values = new Float64Array(count);
    basis.addTo(values, 0, x, count, isSlope);
    return values;
  };
  const ends = { low: at(min, false), high: at(max, false) };
  const slopes = { low: at(min, true), high: at(max, true) };
  const outer = Math.min(isLinear && degree === 1 ? 2 : Math.max(degree, 1), count);
  return (out, begin, x) => {
    const isLow = x < min;
    const [end, slope] = isLow ? [ends.low, slopes.low] : [ends.high, slopes.high];
    const from = isLow ? 0 : count - outer;
    for (let place = from; place < from + outer; place++) {
      const rise = isLinear ? (x - (isLow ? min : max)) * (slope[place] as number) : 0;
      out[begin + place] = (end[place] as number) + rise;
    }
  };
}
