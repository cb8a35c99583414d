import { bracket } from './bracket.ts';

const GOLDEN = 0.381966;
const TOLERANCE = 1.48e-8;
const LEAST_TOLERANCE = 1e-11;
const MOST_STEPS = 500;

/**
 * Where a function has a minimum, looked for from two places on: parabolas through three points, golden sections where they
 * fail. Undefined where it only falls.
 *
 * @source Brent 1973, step by step as SciPy's `brent`.
 */
export function brentMinimum(
  valueAt: (x: number) => number,
  first: number,
  second: number,
): number | undefined {
  const around = bracket(valueAt, first, second);
  if (around === undefined) return undefined;
  const [left, start, right] = around;
  let low = Math.min(left.x, right.x);
  let high = Math.max(left.x, right.x);
  let x = start.x;
  let w = x;
  let v = x;
  let fx = start.value;
  let fw = fx;
  let fv = fx;
  let before = 0;
  let step = 0;
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const near = TOLERANCE * Math.abs(x) + LEAST_TOLERANCE;
    const middle = 0.5 * (low + high);
    if (Math.abs(x - middle) < 2 * near - 0.5 * (high - low)) break;
    let isGolden = true;
    if (Math.abs(before) > near) {
      const one = (x - w) * (fx - fv);
      let other = (x - v) * (fx - fw);
      let p = (x - v) * other - (x - w) * one;
      other = 2 * (other - one);
      if (other > 0) p = -p;
      other = Math.abs(other);
      const beforeThat = before;
      before = step;
      if (
        p > other * (low - x) &&
        p < other * (high - x) &&
        Math.abs(p) < Math.abs(0.5 * other * beforeThat)
      ) {
        isGolden = false;
        step = p / other;
        const next = x + step;
        if (next - low < 2 * near || high - next < 2 * near) step = middle >= x ? near : -near;
      }
    }
    if (isGolden) {
      before = x >= middle ? low - x : high - x;
      step = GOLDEN * before;
    }
    const next = x + (Math.abs(step) >= near ? step : step >= 0 ? near : -near);
    const value = valueAt(next);
    if (value > fx) {
      if (next < x) low = next;
      else high = next;
      if (value <= fw || w === x) {
        [v, fv] = [w, fw];
        [w, fw] = [next, value];
      } else if (value <= fv || v === x || v === w) {
        [v, fv] = [next, value];
      }
    } else {
      if (next >= x) low = x;
      else high = x;
      [v, fv] = [w, fw];
      [w, fw] = [x, fx];
      [x, fx] = [next, value];
    }
  }
  return x;
}
