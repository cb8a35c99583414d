import type {
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
  GlorotUniform,
  lastAxis,
  mul,
  requireBoolean,
  sum,
  tanh,
} from '@myelin/core';
import { ScoreAttention, type ScoreAttentionOptions } from './score-attention.ts';

export interface AdditiveAttentionOptions extends ScoreAttentionOptions {
  /** Whether each feature has a factor that is learnt. @defaultValue `true` */
  readonly useScale?: boolean;
}

export type AdditiveAttentionWeights = {
  readonly scale: Weight | undefined;
};

const defaults: OptionDefaults<OwnOptions<AdditiveAttentionOptions>> = {
  useScale: true,
  dropout: 0,
  seed: null,
};

/**
 * Additive attention: as `Attention`, with scores `Σ scale · tanh(query + key)` over the features.
 *
 * @shape input query `[batch, queries, features]`, value `[batch, keys, values]`, key `[batch, keys, features]` (or none)
 * @shape output `[batch, queries, values]`; scores `[batch, queries, keys]`
 * @weights scale `[features]`, unless `useScale` is false
 * @throws {@link ArgumentError} an option is out of its domain, or the input is not a list of two or three.
 * @throws {@link ShapeError} the features of query and key differ.
 * @source Bahdanau et al. 2014; Keras 3 `AdditiveAttention`.
 * @example
 * new AdditiveAttention().outputShape([[null, 3, 8], [null, 5, 8]]) // => [null, 3, 8]
 */
export class AdditiveAttention extends ScoreAttention<
  AdditiveAttentionOptions,
  AdditiveAttentionWeights
> {
  readonly className: string = 'AdditiveAttention';

  constructor(options: AdditiveAttentionOptions = {}) {
    super('AdditiveAttention', options, defaults);
    requireBoolean('AdditiveAttention', 'useScale', this.config.useScale);
  }

  protected build([query = []]: readonly Shape[], weight: WeightMaker): AdditiveAttentionWeights {
    if (!this.config.useScale) return { scale: undefined };
    const features = lastAxis('AdditiveAttention', query);
    return { scale: weight('scale', [features], new GlorotUniform()) };
  }

  protected scores(
    query: Tensor,
    key: Tensor,
    { scale }: WeightValues<AdditiveAttentionWeights>,
  ): Tensor {
    const sums = tanh(add(expandDims(query, -2), expandDims(key, -3)));
    return sum(scale ? mul(sums, scale) : sums, -1);
  }
}
