import type {
  LayerConfig,
  OptionDefaults,
  OwnOptions,
  Shape,
  Tensor,
  Weight,
  WeightMaker,
  WeightValues,
} from '@myelin/core';
import {
  add,
  expandDims,
  matMul,
  mul,
  Ones,
  requireBoolean,
  requireOneOf,
  sum,
  tanh,
} from '@myelin/core';
import { ScoreAttention, type ScoreAttentionOptions } from './score-attention.ts';

export interface AttentionOptions extends ScoreAttentionOptions {
  /** Whether scores are multiplied by a number that is learnt. @defaultValue `false` */
  readonly useScale?: boolean;
  /** How a score comes about: by a scalar product, or by a sum of tanh. @defaultValue `'dot'` */
  readonly scoreMode?: 'dot' | 'concat';
}

export type AttentionWeights = {
  readonly scale: Weight | undefined;
  readonly concatScoreWeight: Weight | undefined;
};

const defaults: OptionDefaults<OwnOptions<AttentionOptions>> = {
  useScale: false,
  scoreMode: 'dot',
  dropout: 0,
  seed: null,
};

/**
 * Dot-product attention: `y = softmax(query · keyᵀ) · value`, each query's mean of values, weighted by how well their keys
 * fit. With `scoreMode: 'concat'` the scores are `w · Σ tanh(scale · (query + key))`.
 *
 * A masked value has no share in any mean; the result of a masked query is 0.
 *
 * @shape input query `[batch, queries, features]`, value `[batch, keys, values]`, key `[batch, keys, features]` (or none)
 * @shape output `[batch, queries, values]`; scores `[batch, queries, keys]`
 * @weights scale, concat_score_weight: scalars, where the options ask for them
 * @throws {@link ArgumentError} an option is out of its domain, or the input is not a list of two or three.
 * @throws {@link ShapeError} the features of query and key differ.
 * @source Luong et al. 2015; Keras 3 `Attention`.
 * @example
 * new Attention().outputShape([[null, 3, 8], [null, 5, 8]]) // => [null, 3, 8]
 */
export class Attention extends ScoreAttention<AttentionOptions, AttentionWeights> {
  readonly className: string = 'Attention';

  constructor(options: AttentionOptions = {}) {
    super('Attention', options, defaults);
    const { useScale, scoreMode }: LayerConfig<AttentionOptions> = this.config;
    requireBoolean('Attention', 'useScale', useScale);
    requireOneOf('Attention', 'scoreMode', scoreMode, ['dot', 'concat']);
  }

  protected build(_inputs: readonly Shape[], weight: WeightMaker): AttentionWeights {
    const { useScale, scoreMode } = this.config;
    const scalar = (name: string): Weight => weight(name, [], new Ones());
    return {
      scale: useScale ? scalar('scale') : undefined,
      concatScoreWeight: scoreMode === 'concat' ? scalar('concat_score_weight') : undefined,
    };
  }

  protected scores(
    query: Tensor,
    key: Tensor,
    { scale, concatScoreWeight }: WeightValues<AttentionWeights>,
  ): Tensor {
    const scaled = (x: Tensor): Tensor => (scale ? mul(x, scale) : x);
    if (!concatScoreWeight) return scaled(matMul(query, key, { transposeB: true }));
    const both = add(expandDims(query, -2), expandDims(key, -3));
    return mul(sum(tanh(scaled(both)), -1), concatScoreWeight);
  }
}
