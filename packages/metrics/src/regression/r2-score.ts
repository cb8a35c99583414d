import type { BatchShapes, MetricBatch, MetricOptions, Tensor } from '@myelin/core';
import {
  add,
  broadcastTo,
  divideOrZero,
  equal,
  formatShape,
  greater,
  Metric,
  maskedWeights,
  matchTarget,
  mean,
  mul,
  onesLike,
  requireOneOf,
  requireWholeNumber,
  ShapeError,
  scalar,
  where as select,
  slice,
  square,
  squaredDifference,
  sub,
  sum,
  withRank,
  zeros,
} from '@myelin/core';

const aggregations = ['uniform_average', 'variance_weighted_average'] as const;

/** Options of {@link R2Score}. */
export interface R2ScoreOptions extends MetricOptions {
  /**
   * How the scores of several outputs become one: their mean, or their mean weighted by the variance of the targets;
   * `null` gives one score for each output.
   * @defaultValue `'uniform_average'`
   */
  readonly classAggregation?: (typeof aggregations)[number] | null;
  /** Number of independent variables, for the adjusted score; 0 for the plain one. @defaultValue `0` */
  readonly numRegressors?: number;
}

/** Sums over all samples, one for each output. */
interface Sums {
  readonly weight: Tensor;
  /** Mean of the targets. */
  readonly mean: Tensor;
  /** Squared deviations of the targets from their mean. */
  readonly spread: Tensor;
  /** Squared errors. */
  readonly residual: Tensor;
  /** Number of target values, a scalar. */
  readonly count: Tensor;
}

/**
 * Coefficient of determination: `1 - Σ (yTrue - yPred)² / Σ (yTrue - mean(yTrue))²`.
 *
 * 1 is perfect, 0 as good as always predicting the mean, negative worse than that. Where all targets are equal it is 0,
 * and NaN for perfect predictions of them and before the first batch. With `numRegressors` it is the adjusted score
 * `1 - (1 - R²)·(n - 1) / (n - numRegressors - 1)`, as long as there are enough samples.
 *
 * The deviations of batches are merged, which stays exact where targets are large against their spread, as prices and
 * years are.
 *
 * @shape yTrue, yPred `[batch, outputs]`; `[batch]` against `[batch, 1]` is fine
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @throws {@link ShapeError} the shapes differ, or are of another rank.
 * @source Keras 3 `metrics.R2Score`; merging by Chan, Golub & LeVeque 1979, where Keras subtracts `(Σy)²/n` from `Σy²`.
 * @example
 * const score = new R2Score();
 * score.updateState([[1], [4], [3]], [[2], [4], [4]]);
 * score.result().arraySync() // => 0.5714286
 */
export class R2Score extends Metric<R2ScoreOptions> {
  readonly className = 'R2Score';
  readonly direction = 'up';
  readonly #aggregation: (typeof aggregations)[number] | null;
  readonly #regressors: number;

  constructor(options: R2ScoreOptions = {}) {
    super('R2Score', options, { classAggregation: 'uniform_average', numRegressors: 0 });
    const { classAggregation, numRegressors } = this.config;
    this.#aggregation =
      classAggregation === null
        ? null
        : requireOneOf('R2Score', 'classAggregation', classAggregation, aggregations);
    this.#regressors = requireWholeNumber('R2Score', 'numRegressors', numRegressors, { min: 0 });
  }

  initialState(shapes?: BatchShapes): readonly Tensor[] {
    const outputs = shapes ? [outputsOf(shapes)] : [];
    return [zeros(outputs), zeros(outputs), zeros(outputs), zeros(outputs), zeros([])];
  }

  nextState(state: readonly Tensor[], batch: MetricBatch): readonly Tensor[] {
    if (batch.yPred.size === 0) return state;
    const { weight, mean, spread, residual, count } = merged(sumsIn(state), sumsOf(batch));
    return [weight, mean, spread, residual, count];
  }

  resultOf(state: readonly Tensor[]): Tensor {
    const sums = sumsIn(state);
    const score = this.#aggregate(outputScores(sums), sums.spread);
    return this.#regressors === 0 ? score : adjusted(score, sums.count, this.#regressors);
  }

  #aggregate(scores: Tensor, spread: Tensor): Tensor {
    if (this.#aggregation === null) return scores;
    if (this.#aggregation === 'uniform_average') return mean(scores);
    return quotient(sum(mul(spread, scores)), sum(spread));
  }
}

function outputsOf({ yTrue, yPred }: BatchShapes): number {
  const matched = yPred.length === 2 ? yPred : yTrue.length === 2 ? yTrue : [null, 1];
  return matched[1] ?? 1;
}

function sumsIn([weight, mean, spread, residual, count]: readonly Tensor[]): Sums {
  const none = scalar(0);
  return {
    weight: weight ?? none,
    mean: mean ?? none,
    spread: spread ?? none,
    residual: residual ?? none,
    count: count ?? none,
  };
}

function sumsOf({ yTrue, yPred, sampleWeight, mask }: MetricBatch): Sums {
  const { target, prediction } = matchTarget('R2Score', yTrue, yPred);
  requireOutputs(yTrue, yPred, target);
  const given = maskedWeights(sampleWeight, mask, false);
  const weights = given
    ? broadcastTo(withRank('sampleWeight', given, target), target.shape)
    : onesLike(target);
  const weight = sum(weights, 0);
  // Measured from the first sample, equal targets deviate by exactly 0.
  const origin = slice(target, [0, 0], [1, target.shape[1] ?? 1]);
  const distance = sub(target, origin);
  const center = divideOrZero(sum(mul(weights, distance), 0), weight);
  return {
    weight,
    mean: add(sum(origin, 0), center),
    spread: sum(mul(weights, square(sub(distance, center))), 0),
    residual: sum(mul(weights, squaredDifference(target, prediction)), 0),
    count: scalar(target.size),
  };
}

/** Sums over two groups of samples. */
function merged(a: Sums, b: Sums): Sums {
  const weight = add(a.weight, b.weight);
  const distance = sub(b.mean, a.mean);
  const share = divideOrZero(b.weight, weight);
  return {
    weight,
    mean: add(a.mean, mul(distance, share)),
    spread: add(add(a.spread, b.spread), mul(square(distance), mul(a.weight, share))),
    residual: add(a.residual, b.residual),
    count: add(a.count, b.count),
  };
}

/** The score of each output; 0 in place of -Infinity. */
function outputScores({ spread, residual }: Sums): Tensor {
  const score = sub(1, quotient(residual, spread));
  return select(equal(score, Number.NEGATIVE_INFINITY), 0, score);
}

/** `a / b`, with what numbers make of a division by 0: some backends make 1 of `0 / 0`. */
function quotient(a: Tensor, b: Tensor): Tensor {
  const ofZero = select(equal(a, 0), Number.NaN, mul(a, Number.POSITIVE_INFINITY));
  return select(equal(b, 0), ofZero, divideOrZero(a, b));
}

function adjusted(score: Tensor, count: Tensor, regressors: number): Tensor {
  const left = sub(count, regressors + 1);
  const factor = divideOrZero(sub(count, 1), left);
  return select(greater(left, 0), sub(1, mul(sub(1, score), factor)), score);
}

function requireOutputs(yTrue: Tensor, yPred: Tensor, target: Tensor): void {
  if (target.rank === 2) return;
  throw new ShapeError({
    where: 'R2Score',
    problem: `targets and predictions must be [batch, outputs], received shapes ${formatShape(yTrue.shape)} and ${formatShape(yPred.shape)}`,
    fix: 'give both an axis of outputs: [n, 1] instead of [n]',
  });
}
