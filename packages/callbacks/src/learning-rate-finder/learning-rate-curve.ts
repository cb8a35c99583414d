/** How the loss answers to the learning rate, and what can be read off it. */

/** One entry for each batch, the learning rates rising. */
export interface LearningRateCurve {
  readonly learningRates: readonly number[];
  readonly losses: readonly number[];
  /** The losses without their noise. */
  readonly smoothed: readonly number[];
}

/** Point of a {@link LearningRateCurve}, as most chart libraries take them. */
export interface LearningRatePoint {
  readonly learningRate: number;
  readonly loss: number;
  readonly smoothed: number;
}

/**
 * Moving average of values, freed of its start at zero: `aₜ ← β·aₜ₋₁ + (1 - β)·xₜ`, and `aₜ / (1 - βᵗ)` is the average.
 *
 * @source The correction is that of Kingma & Ba 2015, section 3.
 */
export class SmoothedValue {
  readonly #smoothing: number;
  #average = 0;
  #weight = 0;

  /** @param smoothing - Share in [0, 1) of the old average in the new one. */
  constructor(smoothing: number) {
    this.#smoothing = smoothing;
  }

  /** The average once `value` has been counted in. */
  next(value: number): number {
    const share = 1 - this.#smoothing;
    this.#average += share * (value - this.#average);
    this.#weight += share * (1 - this.#weight);
    return this.#average / this.#weight;
  }
}

/**
 * Losses without their noise: moving averages from both ends, and the mean of the two, so that nothing is moved to
 * larger learning rates. What is above all losses of the first third, as in an explosion, counts as the largest of them.
 */
export function smoothLosses(losses: readonly number[], smoothing: number): number[] {
  const limit = Math.max(...losses.slice(0, Math.ceil(losses.length / 3)));
  const limited = losses.map((loss) => Math.min(loss, limit));
  const there = averages(limited, smoothing);
  const back = averages([...limited].reverse(), smoothing).reverse();
  return there.map((value, i) => (value + valueAt(back, i)) / 2);
}

function averages(values: readonly number[], smoothing: number): number[] {
  const average = new SmoothedValue(smoothing);
  return values.map((value) => average.next(value));
}

/** Where the smoothed loss is lowest; undefined for an empty curve. */
export function lowestPoint({ learningRates, smoothed }: LearningRateCurve): number | undefined {
  return learningRates[indexOfLeast(smoothed)];
}

/**
 * Where the smoothed loss falls most steeply over the logarithm of the learning rate, on its last way down to the lowest
 * loss: from where it is a tenth below the level of the beginning. Undefined where it never falls by more than its noise.
 */
export function steepestPoint(curve: LearningRateCurve): number | undefined {
  const { learningRates, losses, smoothed } = curve;
  const last = indexOfLeast(smoothed);
  const third = Math.ceil(smoothed.length / 3);
  const level = median(smoothed.slice(0, Math.min(third, last)));
  const fall = level - valueAt(smoothed, last);
  const noise = deviation(losses.slice(0, third).map((loss, i) => loss - valueAt(smoothed, i)));
  // The smoothed curve has about a fifth of the noise: half of it is no chance.
  if (!(fall > noise / 2) || !(fall > 1e-6 * Math.abs(level))) return undefined;
  let first = last - 1;
  while (first > 0 && !(valueAt(smoothed, first) > level - fall / 10)) first--;
  let steepest = last;
  let least = 0;
  for (let i = Math.max(first, 0); i <= last; i++) {
    const before = Math.max(i - 1, 0);
    const after = Math.min(i + 1, last);
    const run = Math.log(valueAt(learningRates, after) / valueAt(learningRates, before));
    const slope = (valueAt(smoothed, after) - valueAt(smoothed, before)) / run;
    if (!(slope < least)) continue;
    least = slope;
    steepest = i;
  }
  return learningRates[steepest];
}

function median(values: readonly number[]): number {
  return valueAt(
    [...values].sort((a, b) => a - b),
    values.length >> 1,
  );
}

function deviation(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / Math.max(values.length, 1));
}

function indexOfLeast(values: readonly number[]): number {
  let index = 0;
  for (let i = 1; i < values.length; i++) {
    if (valueAt(values, i) < valueAt(values, index)) index = i;
  }
  return index;
}

const valueAt = (values: readonly number[], index: number): number => values[index] ?? Number.NaN;
