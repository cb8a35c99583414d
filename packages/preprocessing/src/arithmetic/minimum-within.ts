/** `√eps`, as SciPy writes it. */
const ROOT_EPSILON = Math.sqrt(2.2e-16);
const GOLDEN = 0.5 * (3 - Math.sqrt(5));
const MOST_CALLS = 500;

/**
 * Where a function is smallest between two bounds: parabolas through three points, golden sections where they fail.
 *
 * @param tolerance - How exact the place must be.
 * @source Forsythe, Malcolm & Moler 1977 (fmin), step by step as SciPy's `fminbound`.
 */
export function minimumWithin(
  valueAt: (x: number) => number,
  [from, to]: readonly [from: number, to: number],
  tolerance: number,
): number {
  let low = from;
  let high = to;
  let best = low + GOLDEN * (high - low);
  let second = best;
  let third = best;
  let bestValue = valueAt(best);
  let secondValue = bestValue;
  let thirdValue = bestValue;
  let step = 0;
  let before = 0;
  for (let calls = 1; calls < MOST_CALLS; calls++) {
    const middle = 0.5 * (low + high);
    const near = ROOT_EPSILON * Math.abs(best) + tolerance / 3;
    if (Math.abs(best - middle) <= 2 * near - 0.5 * (high - low)) break;
    let isGolden = true;
    if (Math.abs(before) > near) {
      let r = (best - second) * (bestValue - thirdValue);
      let q = (best - third) * (bestValue - secondValue);
      let p = (best - third) * q - (best - second) * r;
      q = 2 * (q - r);
      if (q > 0) p = -p;
      q = Math.abs(q);
      r = before;
      before = step;
      if (Math.abs(p) < Math.abs(0.5 * q * r) && p > q * (low - best) && p < q * (high - best)) {
        isGolden = false;
        step = p / q;
        const next = best + step;
        if (next - low < 2 * near || high - next < 2 * near) step = near * signOf(middle - best);
      }
    }
    if (isGolden) {
      before = best >= middle ? low - best : high - best;
      step = GOLDEN * before;
    }
    const next = best + signOf(step) * Math.max(Math.abs(step), near);
    const value = valueAt(next);
    if (value <= bestValue) {
      if (next >= best) low = best;
      else high = best;
      [third, thirdValue] = [second, secondValue];
      [second, secondValue] = [best, bestValue];
      [best, bestValue] = [next, value];
    } else {
      if (next < best) low = next;
      else high = next;
      if (value <= secondValue || second === best) {
        [third, thirdValue] = [second, secondValue];
        [second, secondValue] = [next, value];
      } else if (value <= thirdValue || third === best || third === second) {
        [third, thirdValue] = [next, value];
      }
    }
  }
  return best;
}

const signOf = (value: number): number => (value < 0 ? -1 : 1);
