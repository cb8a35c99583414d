import type {
  CallArguments,
  JsonRecord,
  LayerOptions,
  OptionDefaults,
  OwnOptions,
  Shape,
  SymbolicDataType,
  Tensor,
  TensorLike,
} from '@myelin/core';
import {
  ArgumentError,
  cast,
  describe,
  expandDims,
  less,
  requireNumber,
  requireOneOf,
  requireRank,
  requireWholeNumber,
  StateError,
  scalar,
  sub,
  sum,
  tensor,
  WeightlessLayer,
} from '@myelin/core';
import type { Adaptable } from '../adapt-to.ts';
import { adaptTo } from '../adapt-to.ts';
import { arrayOf } from '../array-of.ts';
import type { CategoryMode } from '../categories/encode-categories.ts';
import { encodeCategories, encodedShape } from '../categories/encode-categories.ts';
import { requireDense } from '../categories/require-dense.ts';
import type { QuantileSummary } from './quantile-summary.ts';
import { boundariesOf, emptySummary, extendSummary } from './quantile-summary.ts';

export interface DiscretizationOptions extends LayerOptions {
  /** Where bins end, ascending. Either this or `numBins` must be given. @defaultValue `null` */
  readonly binBoundaries?: readonly number[] | null;
  /** Number of bins, whose boundaries `adapt` learns. Whole number, at least 1. @defaultValue `null` */
  readonly numBins?: number | null;
  /** Fraction in (0, 1] of the data by which a learnt boundary may be off. @defaultValue `0.01` */
  readonly epsilon?: number;
  /** Numbers of bins, or rows of the bins of each element or sample. @defaultValue `'int'` */
  readonly outputMode?: 'int' | CategoryMode;
  /** Sparse results, which are not supported. @defaultValue `false` */
  readonly sparse?: boolean;
}

const defaults: OptionDefaults<OwnOptions<DiscretizationOptions>> = {
  binBoundaries: null,
  numBins: null,
  epsilon: 0.01,
  outputMode: 'int',
  sparse: false,
};

/**
 * Numbers the bin that each element falls into: `y = number of boundaries ≤ x`.
 *
 * Boundaries are given, or learnt by `adapt`: then about as many elements fall into each bin. The config then has both
 * `numBins` and `binBoundaries`.
 *
 * @shape input `[batch, ...]`
 * @shape output as the input, int32, in `outputMode` 'int'; else as of `CategoryEncoding`
 * @throws {@link ArgumentError} an option is out of its domain, or neither boundaries nor their number are given.
 * @throws {@link StateError} it is used before it has boundaries, or learns where they were given.
 * @source Defaults and quantiles as Keras 3 `Discretization`.
 * @example
 * new Discretization({ binBoundaries: [0, 1, 2] }).apply([[-1.5, 1, 3.4, 0.5]]).arraySync() // => [[0, 2, 3, 1]]
 */
export class Discretization extends WeightlessLayer<DiscretizationOptions> implements Adaptable {
  readonly className: string = 'Discretization';
  protected override readonly callArguments: CallArguments<object> = {};
  #summary: QuantileSummary = emptySummary;

  constructor(options: DiscretizationOptions) {
    super('Discretization', options, defaults);
    const { binBoundaries, numBins, epsilon, outputMode, sparse } = this.config;
    requireNumber('Discretization', 'epsilon', epsilon, { above: 0, max: 1 });
    requireOneOf('Discretization', 'outputMode', outputMode, [
      'int',
      'one_hot',
      'multi_hot',
      'count',
    ]);
    requireDense('Discretization', 'sparse', sparse);
    if (numBins !== null) requireWholeNumber('Discretization', 'numBins', numBins, { min: 1 });
    requireBoundaries(binBoundaries, numBins);
  }

  outputShape(input: Shape): Shape {
    requireRank('Discretization', input, {});
    const { outputMode } = this.config;
    return outputMode === 'int' ? input : encodedShape(input, outputMode, this.#depth);
  }

  override outputTypes(): readonly SymbolicDataType[] {
    return [this.config.outputMode === 'int' ? 'int32' : 'float32'];
  }

  /**
   * Learns boundaries from data, all axes alike; what was learnt before is forgotten.
   *
   * Arrays are read at once; a stream of batches is awaited.
   *
   * @throws {@link StateError} boundaries were given as an option.
   */
  adapt(data: TensorLike): void;
  adapt(batches: AsyncIterable<TensorLike>): Promise<void>;
  adapt(data: TensorLike | AsyncIterable<TensorLike>): void | Promise<void> {
    this.#requireAdaptable();
    return adaptTo(this, data);
  }

  /** Whether there are boundaries to learn: not where they were given as an option. */
  get isAdaptable(): boolean {
    return this.config.numBins !== null;
  }

  /** Whether there are boundaries. */
  get isAdapted(): boolean {
    return this.config.binBoundaries !== null;
  }

  /** Takes in one batch. */
  updateState(batch: TensorLike): void {
    this.#requireAdaptable();
    this.#summary = extendSummary(this.#summary, arrayOf(batch).data, this.config.epsilon);
  }

  /** Makes boundaries of all that was taken in. */
  finalizeState(): void {
    const numBins = this.#requireAdaptable();
    const binBoundaries = boundariesOf(this.#summary, numBins);
    Object.assign(this, { config: { ...this.config, binBoundaries } });
    this.revise();
  }

  /** Forgets what was taken in; the boundaries stay. */
  resetState(): void {
    this.#summary = emptySummary;
  }

  /** Keras's class takes fewer options than its other layers. */
  toKeras(usual: () => JsonRecord): JsonRecord {
    const { trainable: _, ...config } = usual();
    return { ...config, dtype: 'float32' };
  }

  /** As in Keras, a mask ends here. */
  protected override computeMask(): undefined {
    return undefined;
  }

  protected call(x: Tensor): Tensor {
    const { outputMode } = this.config;
    const boundaries = this.#boundaries;
    const above = cast(less(expandDims(x, -1), tensor(boundaries, 'float32')), 'int32');
    // Counted from above, so that NaN falls into the last bin.
    const bins = sub(scalar(boundaries.length, 'int32'), cast(sum(above, -1), 'int32'));
    return outputMode === 'int' ? bins : encodeCategories(bins, outputMode, this.#depth);
  }

  get #boundaries(): readonly number[] {
    const { binBoundaries } = this.config;
    if (binBoundaries !== null) return binBoundaries;
    throw new StateError({
      where: this.name,
      problem: 'the layer has no boundaries yet',
      fix: 'call adapt(data) first, or pass `binBoundaries`',
    });
  }

  get #depth(): number {
    const { binBoundaries, numBins } = this.config;
    return binBoundaries === null ? (numBins ?? 0) : binBoundaries.length + 1;
  }

  #requireAdaptable(): number {
    if (this.config.numBins !== null) return this.config.numBins;
    throw new StateError({
      where: this.name,
      problem: '`binBoundaries` were given as an option, so there is nothing to adapt',
      fix: 'pass `numBins` in place of `binBoundaries`, or leave out the call of adapt',
    });
  }
}

function requireBoundaries(boundaries: unknown, numBins: number | null): void {
  if (boundaries === null) {
    if (numBins !== null) return;
    throw new ArgumentError({
      where: 'Discretization',
      problem:
        'the input cannot be cut into bins without `numBins` or `binBoundaries`, received neither',
      fix: 'pass for example { binBoundaries: [0, 1] }, or { numBins: 4 } and call adapt',
    });
  }
  const ascends =
    Array.isArray(boundaries) &&
    boundaries.every((b, i) => Number.isFinite(b) && (i === 0 || boundaries[i - 1] <= b));
  if (!ascends) {
    throw new ArgumentError({
      where: 'Discretization',
      problem: `\`binBoundaries\` must be a list of numbers, ascending, received ${describe(boundaries)}`,
      fix: 'pass for example { binBoundaries: [0, 1, 2] }',
    });
  }
  // Learnt boundaries may be fewer than was asked for, if the data were few.
  if (numBins === null || boundaries.length < numBins) return;
  throw new ArgumentError({
    where: 'Discretization',
    problem: `\`numBins\` must not come with \`binBoundaries\` that make other bins, received ${numBins} and ${describe(boundaries)}`,
    fix: 'leave one of them out',
  });
}
