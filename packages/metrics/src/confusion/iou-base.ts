import {
  add,
  argMax,
  cast,
  div,
  EPSILON,
  floor,
  formatShape,
  gather,
  greater,
  greaterEqual,
  type JsonRecord,
  less,
  logicalAnd,
  Metric,
  type MetricBatch,
  maskedWeights,
  maximum,
  notEqual,
  type OptionDefaults,
  onesLike,
  type Resolved,
  reshape,
  ShapeError,
  sum,
  type Tensor,
  tensor,
  where,
  zeros,
} from '@myelin/core';
import type { IoUBaseOptions, IoUPlan } from './iou-options.ts';
import { NOTHING } from './nothing.ts';
import { segmentSum } from './segment-sum.ts';
import { weightsLike } from './weights-like.ts';

/**
 * Base of intersection over union: the weight of samples that are and are said to be of a class, over that of samples
 * that are or are said to be.
 *
 * The states are intersection and union of each class, so that work and memory grow with the number of classes, not
 * with its square as those of the confusion matrix that Keras keeps.
 */
export abstract class IoUBase<Options extends IoUBaseOptions> extends Metric<Options> {
  readonly direction = 'up';
  readonly #plan: IoUPlan;

  /** @param plan - Checks the options. */
  constructor(
    className: string,
    options: Options,
    defaults: OptionDefaults<Omit<Options, 'name'>>,
    plan: (config: Resolved<Options>) => IoUPlan,
  ) {
    super(className, options, defaults);
    this.#plan = plan(this.config);
  }

  /** An IoU that Keras computes in float32 takes sample weights as they are. */
  static fromKeras<Made extends IoUBase<IoUBaseOptions>>(
    config: JsonRecord,
    usual: (config: JsonRecord) => Made,
  ): Made {
    const made = usual(config);
    if (config.dtype !== 'float32') return made;
    const Class = made.constructor as new (options: IoUBaseOptions) => Made;
    return new Class({ ...made.config, dtype: 'float32' });
  }

  toKeras(usual: () => JsonRecord): JsonRecord {
    return { ...usual(), dtype: this.#plan.wholeWeights ? 'int64' : 'float32' };
  }

  initialState(): readonly Tensor[] {
    const { numClasses } = this.#plan;
    return [zeros([numClasses]), zeros([numClasses])];
  }

  nextState(state: readonly Tensor[], batch: MetricBatch): readonly Tensor[] {
    if (batch.yPred.size === 0) return state;
    const [intersection, union] = state;
    const { numClasses } = this.#plan;
    const { target, prediction, weight } = this.#counted(batch);
    const differs = notEqual(target, prediction);
    const wrong = where(differs, weight, 0);
    const right = segmentSum(where(differs, 0, weight), target, numClasses);
    const either = add(
      segmentSum(weight, target, numClasses),
      segmentSum(wrong, prediction, numClasses),
    );
    return [add(intersection ?? 0, right), add(union ?? 0, either)];
  }

  resultOf([intersection, union]: readonly [Tensor, Tensor]): Tensor {
    const ids = tensor(this.#plan.targetClassIds, 'int32');
    const all = gather(union, ids);
    const isThere = greater(all, NOTHING);
    const shares = where(isThere, div(gather(intersection, ids), add(all, EPSILON)), 0);
    return div(sum(shares), add(sum(cast(isThere, 'float32')), EPSILON));
  }

  /** Targets and predictions as class ids from 0, and the weight of each: 0 for those that do not count. */
  #counted({ yTrue, yPred, sampleWeight, mask }: MetricBatch): IoUSamples {
    const { numClasses, ignoreClass, sparseYTrue, wholeWeights } = this.#plan;
    const target = sparseYTrue ? yTrue : this.#largest(yTrue);
    const prediction = this.#said(yPred);
    if (target.size !== prediction.size) throw this.#sizeError(target, prediction);
    const given = maskedWeights(sampleWeight, mask, false);
    const weight = given
      ? weightsLike(this.className, given, target)
      : onesLike(cast(target, 'float32'));
    const t = idsOf(target, numClasses);
    const p = idsOf(prediction, numClasses);
    const isKnown = logicalAnd(t.isClass, p.isClass);
    const counts =
      ignoreClass === null ? isKnown : logicalAnd(isKnown, notEqual(t.ids, ignoreClass));
    const flat = reshape(given && wholeWeights ? whole(weight) : weight, [-1]);
    return { target: t.ids, prediction: p.ids, weight: where(counts, flat, 0) };
  }

  #said(yPred: Tensor): Tensor {
    const { sparseYPred, threshold } = this.#plan;
    if (threshold !== null) return greaterEqual(yPred, threshold);
    return sparseYPred ? yPred : this.#largest(yPred);
  }

  #largest(x: Tensor): Tensor {
    const { axis } = this.#plan;
    if (axis < x.rank && axis >= -x.rank) return argMax(x, axis);
    throw new ShapeError({
      where: this.className,
      problem: `\`axis\` ${axis} is not an axis of shape ${formatShape(x.shape)}`,
      fix: 'give every sample one number for each class, or pass the axis they lie on',
    });
  }

  #sizeError(target: Tensor, prediction: Tensor): ShapeError {
    const [a, b] = [formatShape(target.shape), formatShape(prediction.shape)];
    return new ShapeError({
      where: this.className,
      problem: `${target.size} target classes of shape ${a} do not match ${prediction.size} predicted classes of shape ${b}`,
      fix: 'pass one target for each prediction; sparseYPred: false takes predictions of shape [batch, ..., classes]',
    });
  }
}

/** Samples that count, in one row. */
interface IoUSamples {
  readonly target: Tensor;
  readonly prediction: Tensor;
  readonly weight: Tensor;
}

/** Class ids in one row, cut down to whole numbers, and which of them are ids at all; the others are 0. */
function idsOf(x: Tensor, numClasses: number): { readonly ids: Tensor; readonly isClass: Tensor } {
  const row = reshape(cast(x, 'float32'), [-1]);
  // -0.5 is cut down to 0.
  const isClass = logicalAnd(greater(row, -1), less(row, numClasses));
  return { ids: floor(where(isClass, maximum(row, 0), 0)), isClass };
}

/** Cut down to whole numbers. */
const whole = (x: Tensor): Tensor => cast(cast(x, 'int32'), 'float32');
