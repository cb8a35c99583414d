const GOLDEN = 1.618034;
/** Farthest that a parabola may lead, in steps. */
const MOST_GROWTH = 110;
const TINY = 1e-21;
const MOST_STEPS = 1000;

/** A place and the value there. */
export interface Point {
  readonly x: number;
  readonly value: number;
}

/**
 * Three points of which the one in the middle is lowest: downhill from two, in steps that grow. Undefined where there are none.
 *
 * @source Press et al., Numerical Recipes (mnbrak), step by step as SciPy's `bracket`.
 */
export function bracket(
  valueAt: (x: number) => number,
  first: number,
  second: number,
): readonly [Point, Point, Point] | undefined {
  const point = (x: number): Point => ({ x, value: valueAt(x) });
  const onward = (from: Point, to: Point): Point => point(to.x + GOLDEN * (to.x - from.x));
  let a = point(first);
  let b = point(second);
  if (a.value < b.value) [a, b] = [b, a];
  let c = onward(a, b);
  for (let steps = 0; c.value < b.value; steps++) {
    if (steps > MOST_STEPS) return undefined;
    const w = vertex(a, b, c);
    const limit = b.x + MOST_GROWTH * (c.x - b.x);
    let next: Point;
    if ((w - c.x) * (b.x - w) > 0) {
      const inside = point(w);
      if (inside.value < c.value) {
        [a, b] = [b, inside];
        break;
      }
      if (inside.value > b.value) {
        c = inside;
        break;
      }
      next = onward(b, c);
    } else if ((w - limit) * (limit - c.x) >= 0) {
      next = point(limit);
    } else if ((w - limit) * (c.x - w) > 0) {
      next = point(w);
      if (next.value < c.value) {
        [b, c] = [c, next];
        next = onward(b, c);
      }
    } else {
      next = onward(b, c);
    }
    [a, b, c] = [b, c, next];
  }
  return isBracket(a, b, c) ? [a, b, c] : undefined;
}

/** Where the parabola through three points turns. */
function vertex(a: Point, b: Point, c: Point): number {
  const left = (b.x - a.x) * (b.value - c.value);
  const right = (b.x - c.x) * (b.value - a.value);
  const bend = right - left;
  const by = Math.abs(bend) < TINY ? 2 * TINY : 2 * bend;
  return b.x - ((b.x - c.x) * right - (b.x - a.x) * left) / by;
}

function isBracket(a: Point, b: Point, c: Point): boolean {
  const isLowest =
    (b.value < c.value && b.value <= a.value) || (b.value < a.value && b.value <= c.value);
  const isOrdered = (a.x < b.x && b.x < c.x) || (c.x < b.x && b.x < a.x);
  return isLowest && isOrdered && [a.x, b.x, c.x].every(Number.isFinite);
}
