import type {
  CallArguments,
  JsonRecord,
  LayerConfig,
  OptionDefaults,
  OwnOptions,
  Pass,
  Shape,
  Tensor,
  Weight,
  WeightMaker,
  WeightValues,
} from '@myelin/core';
import {
  cast,
  div,
  knownAxis,
  matMul,
  mul,
  requireBoolean,
  requireNumber,
  requireOneOf,
  reshape,
  ShapeError,
  tanh,
} from '@myelin/core';
import { EmbeddingLayer, type EmbeddingOptions, embeddingDefaults } from './embedding-layer.ts';

export interface ReversibleEmbeddingOptions extends EmbeddingOptions {
  /** Whether the way back uses the same numbers; otherwise a weight of its own. @defaultValue `true` */
  readonly tieWeights?: boolean;
  /** Element type of the way back: that of the layer. @defaultValue `null` */
  readonly reverseDtype?: 'float32' | null;
  /** Bound of the results of the way back: `bound · tanh(y / bound)`. Above 0. @defaultValue `null`: none */
  readonly logitSoftCap?: number | null;
}

export interface ReversibleEmbeddingCall {
  /** Whether vectors become scores of all indices, in place of indices vectors. @defaultValue `false` */
  readonly reverse?: boolean;
}

export type ReversibleEmbeddingWeights = {
  readonly embeddings: Weight;
  /** Undefined with `tieWeights`. */
  readonly reverseEmbeddings: Weight | undefined;
};

const defaults: OptionDefaults<Omit<OwnOptions<ReversibleEmbeddingOptions>, 'weights'>> = {
  ...embeddingDefaults,
  tieWeights: true,
  reverseDtype: null,
  logitSoftCap: null,
};

/**
 * An embedding that also goes the way back: `y = embeddings[x]`, and, called with `{ reverse: true }`,
 * `y = x · embeddingsᵀ`, a score for each index. It begins and ends a language model.
 *
 * @shape input `[batch, ...]`, whole numbers from 0 to `inputDim - 1`; in reverse `[batch, ..., outputDim]`
 * @shape output `[batch, ..., outputDim]`; in reverse `[batch, ..., inputDim]`
 * @weights embeddings `[inputDim, outputDim]`; without `tieWeights` also reverse_embeddings `[outputDim, inputDim]`
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} in reverse, the last axis is not `outputDim`.
 * @source Press & Wolf 2016; Keras 3 `ReversibleEmbedding`.
 * @example
 * new ReversibleEmbedding({ inputDim: 9, outputDim: 2 }).outputShape([null, 5, 2], { reverse: true }) // => [null, 5, 9]
 */
export class ReversibleEmbedding extends EmbeddingLayer<
  ReversibleEmbeddingOptions,
  ReversibleEmbeddingWeights,
  ReversibleEmbeddingCall
> {
  static readonly kerasOnly: JsonRecord = { quantization_config: null };
  readonly className: string = 'ReversibleEmbedding';
  protected override readonly callArguments: CallArguments<ReversibleEmbeddingCall> = {
    reverse: 'boolean',
  };

  constructor(options: ReversibleEmbeddingOptions) {
    super('ReversibleEmbedding', options, defaults);
    const { tieWeights, reverseDtype, logitSoftCap } = this
      .config as LayerConfig<ReversibleEmbeddingOptions>;
    requireBoolean('ReversibleEmbedding', 'tieWeights', tieWeights);
    if (reverseDtype !== null) {
      requireOneOf('ReversibleEmbedding', 'reverseDtype', reverseDtype, ['float32']);
    }
    if (logitSoftCap !== null) {
      requireNumber('ReversibleEmbedding', 'logitSoftCap', logitSoftCap, { above: 0 });
    }
  }

  outputShape(input: Shape, { reverse = false }: ReversibleEmbeddingCall = {}): Shape {
    if (!reverse) return this.vectorShape(input);
    const { inputDim, outputDim } = this.sizes;
    const size = knownAxis('ReversibleEmbedding', input, input.length - 1);
    if (size === outputDim) return [...input.slice(0, -1), inputDim];
    throw new ShapeError({
      where: 'ReversibleEmbedding',
      problem: `in reverse the last axis must have \`outputDim\` ${outputDim} elements, received ${size}`,
      fix: 'pass vectors of that size',
    });
  }

  protected build(_input: Shape, weight: WeightMaker): ReversibleEmbeddingWeights {
    const { inputDim, outputDim } = this.sizes;
    const [start] = this.embeddingsRecipe;
    return {
      embeddings: this.makeEmbeddings(weight),
      reverseEmbeddings: this.config.tieWeights
        ? undefined
        : weight('reverse_embeddings', [outputDim, inputDim], start),
    };
  }

  protected call(
    x: Tensor,
    { embeddings, reverseEmbeddings }: WeightValues<ReversibleEmbeddingWeights>,
    pass: Pass,
    { reverse = false }: ReversibleEmbeddingCall,
  ): Tensor {
    if (!reverse) return this.penalized(this.lookUp(x, embeddings), pass);
    const shape = this.outputShape(x.shape, { reverse }) as readonly number[];
    const rows = reshape(cast(x, 'float32'), [-1, this.sizes.outputDim]);
    const scores = reverseEmbeddings
      ? matMul(rows, reverseEmbeddings)
      : matMul(rows, embeddings, { transposeB: true });
    const { logitSoftCap: bound } = this.config;
    const bounded = bound === null ? scores : mul(tanh(div(scores, bound)), bound);
    return this.penalized(reshape(bounded, shape), pass);
  }

  protected override computeMask(
    x: Tensor,
    _mask: Tensor | undefined,
    { reverse = false }: ReversibleEmbeddingCall,
  ): Tensor | undefined {
    return reverse ? undefined : this.paddingMask(x);
  }
}
