import type {
  LayerConfig,
  LayerOptions,
  OptionDefaults,
  OwnOptions,
  Pass,
  Regularizer,
  Shape,
  Tensor,
  TensorLike,
  Weight,
  WeightMaker,
} from '@myelin/core';
import {
  gather,
  Layer,
  notEqual,
  regularizer,
  requireBoolean,
  required,
  requireRank,
  requireWholeNumber,
} from '@myelin/core';
import type { ActivityPenaltyOptions } from '../regularization/activity-penalty.ts';
import { addActivityPenalty } from '../regularization/activity-penalty.ts';
import type {
  ConstraintLike,
  InitializerLike,
  RegularizerLike,
  WeightRecipe,
} from '../weights/weight-recipe.ts';
import { weightRecipe } from '../weights/weight-recipe.ts';

export interface EmbeddingOptions extends LayerOptions, ActivityPenaltyOptions {
  /** Number of different indices: the largest one plus 1. Whole number, at least 1. */
  readonly inputDim: number;
  /** Size of the vector of an index. Whole number, at least 1. */
  readonly outputDim: number;
  /** @defaultValue `'uniform'`: between -0.05 and 0.05 */
  readonly embeddingsInitializer?: InitializerLike;
  /** Penalty on the vectors. @defaultValue `null` */
  readonly embeddingsRegularizer?: RegularizerLike | null;
  /** @defaultValue `null` */
  readonly embeddingsConstraint?: ConstraintLike | null;
  /** Whether index 0 is padding that later layers skip. @defaultValue `false` */
  readonly maskZero?: boolean;
  /**
   * The first values of the vectors, `[inputDim, outputDim]`, such as ones that were learnt elsewhere, in place of the
   * initializer's. They are no part of `config`.
   */
  readonly weights?: TensorLike;
}

/** Defaults of {@link EmbeddingOptions}, but for `inputDim`. */
export const embeddingDefaults: OptionDefaults<Omit<OwnOptions<EmbeddingOptions>, 'weights'>> = {
  outputDim: required,
  embeddingsInitializer: 'uniform',
  embeddingsRegularizer: null,
  activityRegularizer: null,
  embeddingsConstraint: null,
  maskZero: false,
};

/** The base of layers that look vectors up: `y = embeddings[x]`. */
export abstract class EmbeddingLayer<
  Options extends EmbeddingOptions,
  Weights extends object,
  Call extends object = object,
> extends Layer<Options, Weights, Tensor, Tensor, Call> {
  protected readonly embeddingsRecipe: WeightRecipe;
  readonly #activityRegularizer: Regularizer | null;
  readonly #first: TensorLike | undefined;

  constructor(
    className: string,
    options: Options,
    defaults: OptionDefaults<Omit<OwnOptions<Options>, 'weights'>>,
  ) {
    const { inputDim, weights, ...rest } = options ?? {};
    super(className, rest as Options, defaults as unknown as OptionDefaults<OwnOptions<Options>>);
    this.#first = weights;
    requireWholeNumber(className, 'inputDim', inputDim, { min: 1 });
    // It is the size of the vocabulary here, not, as elsewhere, a shape.
    Object.assign(this.config, { inputDim });
    const config = this.config as LayerConfig<EmbeddingOptions>;
    requireWholeNumber(className, 'outputDim', config.outputDim, { min: 1 });
    requireBoolean(className, 'maskZero', config.maskZero);
    this.embeddingsRecipe = weightRecipe(className, 'embeddings', config);
    this.#activityRegularizer = regularizer(
      className,
      config.activityRegularizer,
      'activityRegularizer',
    );
  }

  /** Shape of the vectors for a shape of indices. */
  protected vectorShape(input: Shape): Shape {
    requireRank(this.className, input, { min: 1 });
    return [...input, this.sizes.outputDim];
  }

  protected makeEmbeddings(weight: WeightMaker): Weight {
    const { inputDim, outputDim } = this.sizes;
    const embeddings = weight('embeddings', [inputDim, outputDim], ...this.embeddingsRecipe);
    if (this.#first !== undefined) embeddings.assign(this.#first);
    return embeddings;
  }

  /** The vectors of indices. */
  protected lookUp(x: Tensor, embeddings: Tensor): Tensor {
    return gather(embeddings, x);
  }

  /** The result, its penalty added to the losses of the pass. */
  protected penalized(y: Tensor, pass: Pass): Tensor {
    addActivityPenalty(y, this.#activityRegularizer, pass);
    return y;
  }

  /** Which indices are no padding. */
  protected paddingMask(x: Tensor): Tensor | undefined {
    return this.sizes.maskZero ? notEqual(x, 0) : undefined;
  }

  protected override get castsInput(): boolean {
    return false;
  }

  protected override acceptsShape(): boolean {
    return true;
  }

  protected get sizes(): Required<Pick<EmbeddingOptions, 'inputDim' | 'outputDim' | 'maskZero'>> {
    return this.config as LayerConfig<EmbeddingOptions> & Pick<EmbeddingOptions, 'inputDim'>;
  }
}
