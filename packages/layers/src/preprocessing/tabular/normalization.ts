import type {
  CallArguments,
  KnownShape,
  LayerOptions,
  NdArray as NdArrayType,
  OptionDefaults,
  OwnOptions,
  Shape,
  Tensor,
  TensorLike,
  Weight,
  WeightMaker,
  WeightValues,
} from '@myelin/core';
import {
  ArgumentError,
  add,
  describe,
  div,
  formatShape,
  initializer,
  knownAxis,
  Layer,
  maximum,
  mul,
  NdArray,
  normalizeAxis,
  requireBoolean,
  requireRank,
  reshape,
  ShapeError,
  StateError,
  shapeSize,
  shapesAgree,
  sqrt,
  sub,
  tensor,
} from '@myelin/core';
import type { Adaptable } from '../adapt-to.ts';
import { adaptTo, isStream } from '../adapt-to.ts';
import { arrayOf } from '../array-of.ts';
import type { Numbers } from '../numbers.ts';
import { requireNumbers } from '../numbers.ts';
import { RunningMoments } from './running-moments.ts';

export interface NormalizationOptions extends LayerOptions {
  /** Axis, or axes, each entry of which has a mean of its own; null for one mean in all. @defaultValue `-1` */
  readonly axis?: number | readonly number[] | null;
  /** Known mean, in place of `adapt`; comes with `variance`. @defaultValue `null` */
  readonly mean?: Numbers | null;
  /** Known variance, in place of `adapt`; comes with `mean`. @defaultValue `null` */
  readonly variance?: Numbers | null;
  /** Whether to go the way back: `y = x · σ + mean`. @defaultValue `false` */
  readonly invert?: boolean;
}

export type NormalizationWeights = {
  readonly mean: Weight | undefined;
  readonly variance: Weight | undefined;
  /** Not used; Keras's files have it. */
  readonly count: Weight | undefined;
};

/** Samples of a data set, alone or with what belongs to them beside them. */
type Samples = TensorLike | { readonly x: TensorLike };

const defaults: OptionDefaults<OwnOptions<NormalizationOptions>> = {
  axis: [-1],
  mean: null,
  variance: null,
  invert: false,
};

/** Smallest deviation that is divided by; Keras's number. */
const EPSILON = 1e-7;

/**
 * Brings features to mean 0 and variance 1: `y = (x - mean) / max(√variance, 1e-7)`.
 *
 * Mean and variance are learnt from data by `adapt`, before training, or given as options.
 *
 * @shape input `[batch, ...]`
 * @shape output as the input
 * @weights without `mean`: mean and variance, of the sizes of `axis`; count
 * @throws {@link ArgumentError} an option is out of its domain, or only one of `mean` and `variance` is given.
 * @throws {@link ShapeError} an axis that is kept has no known size.
 * @source Defaults as Keras 3 `Normalization`.
 * @example
 * const layer = new Normalization();
 * layer.adapt([[0, 1], [2, 5]]); // means 1 and 3, deviations 1 and 2
 * layer.apply([[2, 1]]).arraySync() // => [[1, -1]]
 */
export class Normalization
  extends Layer<NormalizationOptions, NormalizationWeights>
  implements Adaptable
{
  readonly className: string = 'Normalization';
  protected override readonly callArguments: CallArguments<object> = {};
  readonly #given: { readonly mean: NdArrayType; readonly variance: NdArrayType } | undefined;
  /** Of what `updateState` was given so far. */
  #moments: RunningMoments | undefined;

  constructor(options: NormalizationOptions = {}) {
    super('Normalization', withAxes(options), defaults);
    const { axis, mean, variance, invert } = this.config;
    requireAxes(axis);
    requireBoolean('Normalization', 'invert', invert);
    if (mean === null && variance === null) return;
    requireBoth(mean, variance);
    this.#given = {
      mean: requireNumbers('Normalization', 'mean', mean),
      variance: requireVariance(variance),
    };
  }

  outputShape(input: Shape): Shape {
    requireRank('Normalization', input, {});
    const moments = this.#momentShape(input);
    if (this.#given) requireFit('mean', this.#given.mean, moments);
    if (this.#given) requireFit('variance', this.#given.variance, moments);
    return input;
  }

  /**
   * Learns mean and variance from data, batch axis first; what was learnt before is forgotten.
   *
   * Arrays are read at once. A stream is awaited: batches, or single samples of one axis, alone or with their targets beside
   * them.
   *
   * @throws {@link StateError} mean and variance were given as options.
   * @example
   * layer.adapt(trainX);
   * await layer.adapt(fromArrays(trainX, trainY).batch(32));
   */
  adapt(data: TensorLike): void;
  adapt(batches: AsyncIterable<TensorLike | { readonly x: TensorLike }>): Promise<void>;
  adapt(data: TensorLike | AsyncIterable<Samples>): void | Promise<void> {
    this.#requireAdaptable();
    return adaptTo(this, isStream(data) ? samplesOf(data) : data);
  }

  /** Whether there is something to learn: not where mean and variance were given as options. */
  get isAdaptable(): boolean {
    return !this.#given;
  }

  /** Whether mean and variance are there: given, learnt, or loaded with the weights. Until then inputs stay as they are. */
  get isAdapted(): boolean {
    return !this.isAdaptable || (this.isBuilt && this.ownWeights.mean?.isInitial === false);
  }

  /** Takes in one batch. */
  updateState(batch: TensorLike): void {
    this.#requireAdaptable();
    const data = arrayOf(batch);
    this.buildFor(data.shape);
    this.#moments ??= new RunningMoments(this.#momentShape(data.shape), this.#axes(data.rank));
    this.#moments.add(data);
  }

  /** Makes mean and variance of all that was taken in. */
  finalizeState(): void {
    if (this.#moments) this.#store(this.#moments);
    this.resetState();
  }

  /** Forgets what was taken in; mean and variance stay. */
  resetState(): void {
    this.#moments = undefined;
  }

  protected build(input: Shape, weight: WeightMaker): NormalizationWeights {
    if (this.#given) return { mean: undefined, variance: undefined, count: undefined };
    const shape = this.#momentShape(input);
    const zeros = initializer('Normalization', 'zeros');
    const ones = initializer('Normalization', 'ones');
    return {
      mean: weight('mean', shape, zeros, { trainable: false }),
      variance: weight('variance', shape, ones, { trainable: false }),
      count: weight('count', [], zeros, { trainable: false, dtype: 'int32' }),
    };
  }

  protected call(x: Tensor, weights: WeightValues<NormalizationWeights>): Tensor {
    const given = this.#given;
    const mean = this.#alongAxes(weights.mean ?? tensor(given?.mean ?? 0), x.shape);
    const variance = this.#alongAxes(weights.variance ?? tensor(given?.variance ?? 1), x.shape);
    const deviation = maximum(sqrt(variance), EPSILON);
    return this.config.invert ? add(mul(x, deviation), mean) : div(sub(x, mean), deviation);
  }

  protected override acceptsShape(input: Shape, built: Shape): boolean {
    return shapesAgree(this.#momentShape(input), this.#momentShape(built));
  }

  #store({ mean, variance }: RunningMoments): void {
    const weights = this.ownWeights;
    for (const [weight, values] of [
      [weights.mean, mean],
      [weights.variance, variance],
    ] as const) {
      weight?.assign(new NdArray(Float32Array.from(values), weight.shape));
    }
  }

  #requireAdaptable(): void {
    if (!this.#given) return;
    throw new StateError({
      where: this.name,
      problem: 'mean and variance were given as options, so there is nothing to adapt',
      fix: 'leave `mean` and `variance` out, or the call of adapt',
    });
  }

  /** Axes that are kept, from the front. */
  #axes(rank: number): readonly number[] {
    const { axis } = this.config;
    if (axis === null) return [];
    const axes = [axis].flat().map((one) => normalizeAxis('Normalization', one, rank));
    return axes.sort((a, b) => a - b);
  }

  #momentShape(input: Shape): KnownShape {
    return this.#axes(input.length).map((axis) => knownAxis('Normalization', input, axis));
  }

  /** Moments with 1 for each axis that they do not have; one number stands for all. */
  #alongAxes(moments: Tensor, shape: KnownShape): Tensor {
    const kept = moments.size === 1 ? [] : this.#axes(shape.length);
    return reshape(
      moments,
      shape.map((size, axis) => (kept.includes(axis) ? size : 1)),
    );
  }
}

/** The samples of each batch; one that stands alone becomes a batch of one. */
async function* samplesOf(batches: AsyncIterable<Samples>): AsyncGenerator<TensorLike> {
  for await (const batch of batches) {
    const hasTargets = typeof batch === 'object' && 'x' in batch;
    const samples = arrayOf(hasTargets ? batch.x : batch);
    yield samples.rank === 1 ? samples.reshape([1, samples.size]) : samples;
  }
}

/** A given moment is one number, or one for each entry of the axes. */
function requireFit(option: string, given: NdArrayType, moments: KnownShape): void {
  if (given.size === 1 || given.size === shapeSize(moments)) return;
  throw new ShapeError({
    where: 'Normalization',
    problem: `\`${option}\` must be one number or an array of shape ${formatShape(moments)}, as \`axis\` of the input has it, received shape ${formatShape(given.shape)}`,
    fix: 'pass one number for each entry of the axis, or change `axis`',
  });
}

/** A list of axes in place of one, which is how Keras's files have them. */
function withAxes(options: NormalizationOptions): NormalizationOptions {
  return typeof options?.axis === 'number' ? { ...options, axis: [options.axis] } : options;
}

function requireAxes(value: unknown): void {
  const isList = Array.isArray(value) && value.every(Number.isInteger);
  if (value === null || isList || Number.isInteger(value)) return;
  throw new ArgumentError({
    where: 'Normalization',
    problem: `\`axis\` must be null, a whole number or a list of them, received ${describe(value)}`,
    fix: 'pass { axis: -1 }: each entry of the last axis has a mean of its own',
  });
}

function requireVariance(value: unknown): NdArrayType {
  const variance = requireNumbers('Normalization', 'variance', value);
  if (variance.data.every((one) => one >= 0)) return variance;
  throw new ArgumentError({
    where: 'Normalization',
    problem: `\`variance\` must be numbers of at least 0, received ${describe(value)}`,
    fix: 'pass the mean of squared differences to `mean`, for example { mean: 0, variance: 1 }',
  });
}

function requireBoth(mean: unknown, variance: unknown): void {
  if (mean !== null && variance !== null) return;
  throw new ArgumentError({
    where: 'Normalization',
    problem: `\`mean\` and \`variance\` must be given together, received ${describe(mean)} and ${describe(variance)}`,
    fix: 'pass both, or neither and call adapt',
  });
}
