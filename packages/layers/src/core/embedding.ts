import type {
  CallArguments,
  JsonRecord,
  Pass,
  Shape,
  Tensor,
  Weight,
  WeightMaker,
  WeightValues,
} from '@myelin/core';
import { EmbeddingLayer, type EmbeddingOptions, embeddingDefaults } from './embedding-layer.ts';

export type { EmbeddingOptions } from './embedding-layer.ts';

export type EmbeddingWeights = {
  readonly embeddings: Weight;
};

/**
 * Turns whole numbers into vectors that are learnt: `y = embeddings[x]`.
 *
 * Compiled programs and the GPU do not check indices, since that would mean to wait for their values. For one outside of
 * [0, `inputDim`), a program takes the vector of the nearest index there is, and training does not change that one for it; on
 * the GPU its vector is undefined. Operation by operation on the cpu, it is an error of `gather`.
 *
 * @shape input `[batch, ...]`, whole numbers from 0 to `inputDim - 1`
 * @shape output `[batch, ..., outputDim]`
 * @weights embeddings `[inputDim, outputDim]`
 * @throws {@link ArgumentError} `inputDim` or `outputDim` is not a whole number of at least 1.
 * @source Defaults as Keras 3 `Embedding`.
 * @example
 * new Embedding({ inputDim: 1000, outputDim: 16 }).outputShape([null, 20]) // => [null, 20, 16]
 */
export class Embedding extends EmbeddingLayer<EmbeddingOptions, EmbeddingWeights> {
  static readonly kerasOnly: JsonRecord = { quantization_config: null };
  readonly className: string = 'Embedding';
  protected override readonly callArguments: CallArguments<object> = {};

  constructor(options: EmbeddingOptions) {
    super('Embedding', options, embeddingDefaults);
  }

  outputShape(input: Shape): Shape {
    return this.vectorShape(input);
  }

  protected build(_input: Shape, weight: WeightMaker): EmbeddingWeights {
    return { embeddings: this.makeEmbeddings(weight) };
  }

  protected call(x: Tensor, { embeddings }: WeightValues<EmbeddingWeights>, pass: Pass): Tensor {
    return this.penalized(this.lookUp(x, embeddings), pass);
  }

  protected override computeMask(x: Tensor): Tensor | undefined {
    return this.paddingMask(x);
  }
}
