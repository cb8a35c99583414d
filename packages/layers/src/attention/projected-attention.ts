import type {
  AnyLayer,
  CallArguments,
  Initializer,
  OptionDefaults,
  OwnOptions,
  Pass,
  Regularizer,
  Shape,
  Tensor,
  WeightRecord,
} from '@myelin/core';
import {
  ArgumentError,
  cast,
  describe,
  initializer,
  mul,
  regularizer,
  requireBoolean,
  requireWholeNumber,
} from '@myelin/core';
import { EinsumDense } from '../core/einsum-dense.ts';
import { remade } from '../core/fan-axes.ts';
import { addActivityPenalty } from '../regularization/activity-penalty.ts';
import { dropElements } from '../regularization/drop-elements.ts';
import { weightRecipe } from '../weights/weight-recipe.ts';
import { type AttentionEquations, projectionEquation } from './attention-equations.ts';
import {
  AttentionLayer,
  type AttentionResult,
  type QueryValueKey,
  withKey,
} from './attention-layer.ts';
import { maskedSoftmax } from './masked-softmax.ts';
import {
  type ProjectedAttentionCall,
  type ProjectedAttentionOptions,
  projectedAttentionArguments,
} from './projected-attention-options.ts';
import { requireDropout } from './score-attention.ts';
import {
  allOf,
  alongKeys,
  alongQueries,
  causalMask,
  requireMaskFor,
  requireMaskOf,
  windowMask,
  withHeadAxis,
} from './score-mask.ts';

/** Sizes of what the projections make. */
export interface HeadSizes {
  readonly queryHeads: number;
  readonly keyHeads: number;
  /** Features of a query and of a key. */
  readonly keySize: number;
  readonly valueSize: number;
}

type Config = Required<ProjectedAttentionOptions>;

interface Projections {
  readonly query: EinsumDense;
  readonly key: EinsumDense;
  readonly gate: EinsumDense | undefined;
  readonly value: EinsumDense;
  readonly output: EinsumDense;
}

/** The base of attention with several heads, each of which sees projections of query, key and value. */
export abstract class ProjectedAttention<
  Options extends ProjectedAttentionOptions,
> extends AttentionLayer<Options, WeightRecord, ProjectedAttentionCall> {
  protected override readonly callArguments: CallArguments<ProjectedAttentionCall> =
    projectedAttentionArguments;
  #projections: Projections | undefined;
  readonly #kernelInitializer: Initializer;
  readonly #biasInitializer: Initializer;

  constructor(className: string, options: Options, defaults: OptionDefaults<OwnOptions<Options>>) {
    super(className, options, defaults);
    const config = this.options;
    requireDropout(className, config);
    requireBoolean(className, 'useBias', config.useBias);
    requireBoolean(className, 'useGate', config.useGate);
    if (config.slidingWindow !== null) {
      requireWholeNumber(className, 'slidingWindow', config.slidingWindow, { min: 1 });
    }
    if (config.flashAttention !== null && config.flashAttention !== false) {
      throw new ArgumentError({
        where: className,
        problem: `\`flashAttention\` must be null or false, received ${describe(config.flashAttention)}`,
        fix: 'leave it out: the scores are computed as they are, to the same result',
      });
    }
    this.#kernelInitializer = initializer(className, config.kernelInitializer, 'kernelInitializer');
    this.#biasInitializer = initializer(className, config.biasInitializer, 'biasInitializer');
    weightRecipe(className, 'kernel', config);
    weightRecipe(className, 'bias', config);
    regularizer(className, config.activityRegularizer, 'activityRegularizer');
  }

  protected abstract get sizes(): HeadSizes;

  /** Sizes of the result's last axes. */
  protected abstract resultSizes(query: Shape): Shape;

  /** For projected tensors of a rank. */
  protected abstract equations(rank: number): AttentionEquations;

  /** Scores of projected queries and keys. */
  protected abstract scores(equations: AttentionEquations, query: Tensor, key: Tensor): Tensor;

  /** Means of values, weighted by their shares. */
  protected abstract means(equations: AttentionEquations, shares: Tensor, value: Tensor): Tensor;

  /** Penalty on the result, beside those on the projections. */
  protected abstract get resultRegularizer(): Regularizer | null;

  /** Axes of the scores that are keys: the last ones. */
  protected abstract keyAxes(rank: number): number;

  /** Which mask of the query it is that hides scores. */
  protected abstract maskOfQuery(
    own: Tensor | undefined,
    given: Tensor | undefined,
  ): Tensor | undefined;

  /** Keras calls them with query, value and key one by one. */
  override get argumentNames(): readonly string[] {
    return ['query', 'value', 'key'];
  }

  /** The options that both kinds have. */
  protected get options(): Config {
    return this.config as unknown as Config;
  }

  override get sublayers(): readonly AnyLayer[] {
    const { query, key, gate, value, output } = this.#projections ?? {};
    return [query, key, gate, value, output].flatMap((layer) => layer ?? []);
  }

  protected build(inputs: readonly Shape[]): WeightRecord {
    const [query, value, key] = withKey(inputs);
    const { queryHeads, keyHeads, keySize, valueSize } = this.sizes;
    const made = {
      query: this.#project('query', query, [queryHeads, keySize]),
      key: this.#project('key', key, [keyHeads, keySize]),
      gate: this.options.useGate
        ? this.#project('gate', query, [queryHeads, valueSize], 'sigmoid')
        : undefined,
      value: this.#project('value', value, [keyHeads, valueSize]),
      output: this.#projectBack(query),
    };
    this.#projections = made;
    return {};
  }

  protected override unbuild(): void {
    super.unbuild();
    this.#projections = undefined;
  }

  protected call(
    inputs: readonly Tensor[],
    _weights: unknown,
    pass: Pass,
    options: ProjectedAttentionCall,
  ): AttentionResult {
    const { query, key, gate, value, output } = this.#projections as Projections;
    const three = withKey(inputs);
    const [q, v, k] = three;
    const equations = this.equations(q.rank + 1);
    const projected = query.forward(q, pass);
    const scaled = mul(projected, 1 / Math.sqrt(this.sizes.keySize));
    const scores = this.scores(equations, scaled, key.forward(k, pass));
    const keyAxes = this.keyAxes(q.rank + 1);
    const { attentionMask } = options;
    const hasHeads = attentionMask?.rank === scores.rank;
    const perHead = [scores.shape[0] ?? 1, ...scores.shape.slice(-2 * keyAxes)];
    const wanted = hasHeads ? scores.shape : perHead;
    requireMaskFor(this.className, 'attentionMask', attentionMask, wanted);
    const mask = withHeadAxis(this.#mask(inputs, pass, options), scores.rank, 2 * keyAxes);
    const shares = maskedSoftmax(scores, mask, keyAxes);
    const { dropout: rate, seed } = this.options;
    const kept = pass.training ? dropElements(shares, shares.shape, { rate, seed }, pass) : shares;
    const means = this.means(equations, kept, value.forward(v, pass));
    const y = output.forward(gate ? mul(means, gate.forward(q, pass)) : means, pass);
    addActivityPenalty(y, this.resultRegularizer, pass);
    if (!options.returnAttentionScores) return y;
    addActivityPenalty(shares, this.resultRegularizer, pass);
    if (mask) pass.setMask(shares, mask);
    return [y, shares];
  }

  #mask(
    inputs: readonly Tensor[],
    pass: Pass,
    { attentionMask, queryMask, valueMask, keyMask, useCausalMask }: ProjectedAttentionCall,
  ): Tensor | undefined {
    const [query, value, key] = withKey(inputs);
    requireMaskOf(this.className, 'queryMask', queryMask ?? pass.maskOf(query), query);
    requireMaskOf(this.className, 'valueMask', valueMask ?? pass.maskOf(value), value);
    requireMaskOf(this.className, 'keyMask', keyMask ?? pass.maskOf(key), key);
    const { slidingWindow } = this.options;
    const [queries = 1, keys = 1] = [query.shape[1], value.shape[1]];
    const bool = (mask: Tensor | undefined): Tensor | undefined => mask && cast(mask, 'bool');
    const ofKey = inputs.length > 2 ? pass.maskOf(key) : undefined;
    return allOf([
      bool(attentionMask),
      alongQueries(bool(this.maskOfQuery(pass.maskOf(query), queryMask))),
      alongKeys(bool(valueMask ?? pass.maskOf(value))),
      alongKeys(bool(keyMask ?? ofKey)),
      useCausalMask ? causalMask(queries, keys) : undefined,
      slidingWindow === null ? undefined : windowMask(queries, keys, slidingWindow),
    ]);
  }

  #project(
    name: string,
    input: Shape,
    made: readonly number[],
    activation: 'linear' | 'sigmoid' = 'linear',
  ): EinsumDense {
    const equation = projectionEquation(input.length - 1, 1, made.length);
    const layer = this.#dense(name, equation, input.length, made, activation);
    layer.buildFor(input);
    return layer;
  }

  #projectBack(query: Shape): EinsumDense {
    const made = this.resultSizes(query);
    const equation = projectionEquation(query.length - 1, 2, made.length);
    const layer = this.#dense('attention_output', equation, query.length, made, 'linear');
    layer.buildFor([...query.slice(0, -1), this.sizes.queryHeads, this.sizes.valueSize]);
    return layer;
  }

  #dense(
    name: string,
    { equation, biasAxes }: { readonly equation: string; readonly biasAxes: string },
    rank: number,
    made: Shape,
    activation: 'linear' | 'sigmoid',
  ): EinsumDense {
    const { options } = this;
    return new EinsumDense({
      name,
      equation,
      outputShape: [...Array<null>(rank - 2).fill(null), ...made],
      activation,
      biasAxes: options.useBias ? biasAxes : null,
      kernelInitializer: remade(this.#kernelInitializer),
      biasInitializer: remade(this.#biasInitializer),
      kernelRegularizer: options.kernelRegularizer,
      biasRegularizer: options.biasRegularizer,
      activityRegularizer: options.activityRegularizer,
      kernelConstraint: options.kernelConstraint,
      biasConstraint: options.biasConstraint,
    });
  }

  /** Shape of the scores of projected queries and keys. */
  protected scoresShape([query, , key]: QueryValueKey<Shape>): Shape {
    const { queryHeads, keySize } = this.sizes;
    const [terms = '', scores = ''] = this.equations(query.length + 1).scores.split('->');
    const [first = '', second = ''] = terms.split(',');
    const sizes = new Map<string, number | null>();
    const note = (letters: string, shape: Shape): void => {
      const whole = [...shape.slice(0, -1), queryHeads, keySize];
      for (const [axis, letter] of [...letters].entries()) sizes.set(letter, whole[axis] ?? null);
    };
    note(second, key);
    note(first, query);
    return [...scores].map((letter) => sizes.get(letter) ?? null);
  }
}
