import type {
  JsonRecord,
  LayerConfig,
  LayerOptions,
  Pass,
  Regularizer,
  Shape,
  Tensor,
  Weight,
  WeightMaker,
  WeightValues,
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
}

export type EmbeddingWeights = {
  readonly embeddings: Weight;
};

/**
 * Turns whole numbers into vectors that are learnt: `y = embeddings[x]`.
 *
 * Indices are not checked, since that would mean to wait for their values: on the cpu an index outside of
 * [0, `inputDim`) is an error of `gather`, on the GPU its vector is undefined.
 *
 * @shape input `[batch, ...]`, whole numbers from 0 to `inputDim - 1`
 * @shape output `[batch, ..., outputDim]`
 * @weights embeddings `[inputDim, outputDim]`
 * @throws {@link ArgumentError} `inputDim` or `outputDim` is not a whole number of at least 1.
 * @source Defaults as Keras 3 `Embedding`.
 * @example
 * new Embedding({ inputDim: 1000, outputDim: 16 }).outputShape([null, 20]) // => [null, 20, 16]
 */
export class Embedding extends Layer<EmbeddingOptions, EmbeddingWeights> {
  static readonly kerasOnly: JsonRecord = { quantization_config: null };
  readonly className: string = 'Embedding';
  /** `inputDim` is the size of the vocabulary here, not, as elsewhere, a shape. */
  declare readonly config: Omit<LayerConfig<EmbeddingOptions>, 'inputDim'> &
    Pick<EmbeddingOptions, 'inputDim'>;
  readonly #embeddings: WeightRecipe;
  readonly #activityRegularizer: Regularizer | null;

  constructor(options: EmbeddingOptions) {
    const { inputDim, ...rest } = options ?? {};
    super('Embedding', rest as EmbeddingOptions, {
      outputDim: required,
      embeddingsInitializer: 'uniform',
      embeddingsRegularizer: null,
      activityRegularizer: null,
      embeddingsConstraint: null,
      maskZero: false,
    });
    requireWholeNumber('Embedding', 'inputDim', inputDim, { min: 1 });
    const { config } = this;
    requireWholeNumber('Embedding', 'outputDim', config.outputDim, { min: 1 });
    requireBoolean('Embedding', 'maskZero', config.maskZero);
    this.config = { ...config, inputDim };
    this.#embeddings = weightRecipe('Embedding', 'embeddings', config);
    this.#activityRegularizer = regularizer('Embedding', config.activityRegularizer);
  }

  outputShape(input: Shape): Shape {
    requireRank('Embedding', input, { min: 1 });
    return [...input, this.config.outputDim];
  }

  protected build(_input: Shape, weight: WeightMaker): EmbeddingWeights {
    const { inputDim, outputDim } = this.config;
    return { embeddings: weight('embeddings', [inputDim, outputDim], ...this.#embeddings) };
  }

  protected call(x: Tensor, { embeddings }: WeightValues<EmbeddingWeights>, pass: Pass): Tensor {
    const y = gather(embeddings, x);
    addActivityPenalty(y, this.#activityRegularizer, pass);
    return y;
  }

  protected override computeMask(x: Tensor): Tensor | undefined {
    return this.config.maskZero ? notEqual(x, 0) : undefined;
  }

  protected override get castsInput(): boolean {
    return false;
  }

  protected override acceptsShape(): boolean {
    return true;
  }
}
