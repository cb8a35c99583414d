import { lastNotAbove } from '../arithmetic/interpolate.ts';

/** A B-spline basis: piecewise polynomials of one degree between ascending knots. */
export class BSplineBasis {
  readonly degree: number;
  readonly knots: Float64Array;
  /** Functions of the basis. */
  readonly count: number;
  readonly #inner: Float64Array;
  readonly #values: Float64Array;
  readonly #before: Float64Array;

  /** @param knots - With `degree` of them beyond either end of the range. */
  constructor(knots: Float64Array, degree: number) {
    this.knots = knots;
    this.degree = degree;
    this.count = knots.length - degree - 1;
    this.#inner = knots.subarray(degree, this.count);
    this.#values = new Float64Array(degree + 1);
    this.#before = new Float64Array(degree + 1);
  }

  /** Begin of the range. */
  get min(): number {
    return this.knots[this.degree] as number;
  }

  /** End of the range. */
  get max(): number {
    return this.knots[this.count] as number;
  }

  /**
   * Adds to `out` the values, or first derivatives, of all functions at `x`. Those outside of its piece are 0 there. Function
   * `i` counts for place `begin + i % period`.
   *
   * @source de Boor 1972; Cox 1972. A piece between two equal knots counts for nothing.
   */
  addTo(out: Float64Array, begin: number, x: number, period: number, isSlope = false): void {
    const { degree, knots } = this;
    const piece = degree + lastNotAbove(this.#inner, x);
    const values = this.#values;
    const before = this.#before;
    values[0] = 1;
    for (let order = 1; order <= degree; order++) {
      const isLastSlope = isSlope && order === degree;
      for (let at = 0; at < order; at++) before[at] = values[at] as number;
      values[0] = 0;
      for (let at = 1; at <= order; at++) {
        const high = knots[piece + at] as number;
        const low = knots[piece + at - order] as number;
        if (high === low) {
          values[at] = 0;
          continue;
        }
        const weight = (before[at - 1] as number) / (high - low);
        const down = isLastSlope ? -order * weight : weight * (high - x);
        values[at - 1] = (values[at - 1] as number) + down;
        values[at] = isLastSlope ? order * weight : weight * (x - low);
      }
    }
    if (isSlope && degree === 0) return;
    for (let at = 0; at <= degree; at++) {
      const place = begin + ((piece - degree + at) % period);
      out[place] = (out[place] as number) + (values[at] as number);
    }
  }
}
