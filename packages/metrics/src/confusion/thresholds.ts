/**
 * Thresholds that predictions are compared with.
 *
 * A prediction matters only by how many thresholds it exceeds: its level. Evenly spaced thresholds give it by a formula.
 */

import {
  ArgumentError,
  cast,
  ceil,
  describe,
  EPSILON,
  expandDims,
  gather,
  greater,
  isNaN as isNotANumber,
  maximum,
  minimum,
  mul,
  reshape,
  sum,
  type Tensor,
  tensor,
  where,
} from '@myelin/core';

/** How far evenly spaced thresholds may be off: Keras's `np.allclose(…, atol=epsilon())`. */
const TOLERANCE = { absolute: EPSILON, relative: 1e-5 };

export class Thresholds {
  /** In the order in which they were given. */
  readonly values: readonly number[];
  readonly #sorted: readonly number[];
  /** Whether they stand for `0, 1 / (n - 1), …, 1`, be it with an epsilon at the ends. */
  readonly isEven: boolean;

  constructor(values: readonly number[], isEven: boolean = isEvenlySpaced(values)) {
    this.values = values;
    this.#sorted = [...values].sort((a, b) => a - b);
    this.isEven = isEven;
  }

  get count(): number {
    return this.values.length;
  }

  /**
   * How many thresholds each prediction exceeds; none for NaN. Equal is not above.
   *
   * @returns float32, of the shape of the predictions.
   * @source Keras 3 `metrics_utils`: `ceil(p · (n - 1))` for evenly spaced thresholds, else comparisons.
   */
  levelsOf(predictions: Tensor): Tensor {
    if (!this.isEven) {
      const above = greater(expandDims(predictions, -1), tensor([...this.#sorted], 'float32'));
      return sum(cast(above, 'float32'), -1);
    }
    // Not by `clip`, which in WebGL leaves the neighbors of a NaN as they are.
    const shares = minimum(maximum(predictions, 0), 1);
    const levels = ceil(mul(shares, this.count - 1));
    // The first threshold is below all numbers where an epsilon was taken off.
    const isOpen = (this.#sorted[0] ?? 0) < 0;
    return where(isNotANumber(predictions), 0, isOpen ? maximum(levels, 1) : levels);
  }

  /** One value for each threshold, from ascending thresholds to the order given; the value itself if there is one. */
  asGiven(values: Tensor): Tensor {
    if (this.count === 1) return reshape(values, []);
    const places = this.values.map((value) => this.#sorted.indexOf(value));
    return places.every((place, i) => place === i) ? values : gather(values, places);
  }
}

/**
 * Thresholds from an option: a number or a list of numbers in [0, 1].
 *
 * @param fallback - In place of null.
 * @throws {@link ArgumentError} a threshold is not a number in [0, 1].
 */
export function requireThresholds(metric: string, given: unknown, fallback: number): Thresholds {
  if (given === null) return new Thresholds([fallback]);
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (list.length > 0 && list.every(isShare)) return new Thresholds(list);
  throw new ArgumentError({
    where: metric,
    problem: `\`thresholds\` must be a number in [0, 1] or a list of such numbers, received ${describe(given)}`,
    fix: 'pass for example { thresholds: [0.3, 0.7] }; for logits turn predictions into probabilities first',
  });
}

/** The `count` thresholds from 0 to 1 that Keras spaces evenly: `[0, 1 / (n - 1), …, 1]`; 0.5 if there is one. */
export function evenThresholds(count: number): readonly number[] {
  return count === 1 ? [0.5] : Array.from({ length: count }, (_, i) => i / (count - 1));
}

/** `value` is a number in [0, 1]. */
export function isShare(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1;
}

function isEvenlySpaced(values: readonly number[]): boolean {
  const { absolute, relative } = TOLERANCE;
  return (
    values.length >= 3 &&
    values.every((value, i) => {
      const even = Math.fround(i / (values.length - 1));
      return Math.abs(value - even) <= absolute + relative * even;
    })
  );
}
