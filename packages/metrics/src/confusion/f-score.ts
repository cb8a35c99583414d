import {
  abs,
  add,
  type BatchShapes,
  cast,
  div,
  EPSILON,
  formatShape,
  greater,
  greaterEqual,
  logicalAnd,
  Metric,
  type MetricBatch,
  type MetricOptions,
  maskedWeights,
  matchTarget,
  max,
  mean,
  mul,
  type OptionDefaults,
  type Resolved,
  requireNumber,
  requireOneOf,
  ShapeError,
  sub,
  sum,
  type Tensor,
  zeros,
} from '@myelin/core';
import { NOTHING } from './nothing.ts';
import { weightsLike } from './weights-like.ts';

/** How the scores of classes become one. */
export type FScoreAverage = 'micro' | 'macro' | 'weighted';

/** Options of {@link F1Score}, and of {@link FBetaScore} besides `beta`. */
export interface FScoreOptions extends MetricOptions {
  /**
   * `'micro'` counts the decisions of all classes together; `'macro'` is the mean of the scores of classes,
   * `'weighted'` their mean by the number of positive targets; null gives one score for each class.
   *
   * @defaultValue `null`
   */
  readonly average?: FScoreAverage | null;
  /**
   * Predictions above it count as 1, in (0, 1]; null takes the largest prediction of each sample (all of them, if
   * several are equal).
   *
   * @defaultValue `null`
   */
  readonly threshold?: number | null;
}

/** Base of F-scores. Its states are true positives, false positives and false negatives, of each class or of all. */
export abstract class FScore<Options extends FScoreOptions> extends Metric<Options> {
  readonly direction = 'up';
  readonly #average: FScoreAverage | null;
  readonly #threshold: number | null;

  constructor(
    className: string,
    options: Options,
    defaults: OptionDefaults<Omit<Options, keyof MetricOptions>>,
  ) {
    super(className, options, defaults);
    const { average, threshold } = this.config as Resolved<FScoreOptions>;
    this.#average = average === null ? null : requireOneOf(className, 'average', average, AVERAGES);
    this.#threshold =
      threshold === null
        ? null
        : requireNumber(className, 'threshold', threshold, { above: 0, max: 1 });
  }

  /** Weight of recall against precision. */
  protected abstract beta(): number;

  initialState(shapes?: BatchShapes): readonly Tensor[] {
    // Without batches the number of classes is not known; a scalar stands for all of them.
    const classes = this.#average === 'micro' ? undefined : shapes?.yPred[1];
    return Array.from({ length: 3 }, () => zeros(classes == null ? [] : [classes]));
  }

  nextState(state: readonly Tensor[], batch: MetricBatch): readonly Tensor[] {
    if (batch.yPred.size === 0) return state;
    const { target, prediction } = matchTarget(this.className, batch.yTrue, batch.yPred);
    this.#requireShape(prediction, state[0]);
    const given = maskedWeights(batch.sampleWeight, batch.mask, false);
    const weight = given && weightsLike(this.className, given, prediction);
    const said = this.#decisions(prediction);
    const total = (values: Tensor): Tensor =>
      sum(weight ? mul(values, weight) : values, this.#average === 'micro' ? undefined : 0);
    const more = [mul(said, target), mul(said, sub(1, target)), mul(sub(1, said), target)];
    return more.map((values, i) => add(state[i] ?? 0, total(values)));
  }

  resultOf([tp, fp, fn]: readonly [Tensor, Tensor, Tensor]): Tensor {
    const precision = div(tp, add(add(tp, fp), EPSILON));
    const recall = div(tp, add(add(tp, fn), EPSILON));
    const beta2 = this.beta() ** 2;
    const mixed = add(add(mul(precision, beta2), recall), EPSILON);
    const scores = mul(div(mul(precision, recall), mixed), 1 + beta2);
    if (this.#average === null) return scores;
    if (this.#average !== 'weighted') return mean(scores);
    const positives = add(tp, fn);
    return sum(mul(scores, div(positives, add(sum(positives), EPSILON))));
  }

  /** 1 where the class is predicted, else 0. */
  #decisions(prediction: Tensor): Tensor {
    if (this.#threshold !== null) return cast(greater(prediction, this.#threshold), 'float32');
    const isLargest = greaterEqual(prediction, max(prediction, -1, true));
    return cast(logicalAnd(isLargest, greater(abs(prediction), NOTHING)), 'float32');
  }

  #requireShape({ shape }: Tensor, state: Tensor | undefined): void {
    if (shape.length !== 2) {
      throw new ShapeError({
        where: this.className,
        problem: `targets and predictions must have shape [batch, classes], received ${formatShape(shape)}`,
        fix: 'make targets one-hot, and give every sample one prediction for each class',
      });
    }
    if (this.#average === 'micro' || !state || state.rank === 0 || state.shape[0] === shape[1]) {
      return;
    }
    throw new ShapeError({
      where: this.className,
      problem: `predictions of shape ${formatShape(shape)} do not have as many classes as those before: ${state.shape[0]}`,
      fix: 'call resetState() first, or use one metric for each number of classes',
    });
  }
}

const AVERAGES: readonly FScoreAverage[] = ['micro', 'macro', 'weighted'];
