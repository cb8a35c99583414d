import type {
  JsonRecord,
  LayerConfig,
  OptionDefaults,
  OwnOptions,
  Regularizer,
  Shape,
  Tensor,
} from '@myelin/core';
import {
  ArgumentError,
  automaticName,
  einsum,
  formatShapes,
  regularizer,
  required,
  requireRank,
  requireWholeNumber,
  reshape,
  ShapeError,
  sizesAgree,
} from '@myelin/core';
import { type AttentionEquations, attentionEquations } from './attention-equations.ts';
import type { QueryValueKey } from './attention-layer.ts';
import { type HeadSizes, ProjectedAttention } from './projected-attention.ts';
import {
  type ProjectedAttentionOptions,
  projectedAttentionDefaults,
} from './projected-attention-options.ts';

export interface GroupQueryAttentionOptions extends ProjectedAttentionOptions {
  /** Features of a query, a key and a value in each head. Whole number, at least 1. */
  readonly headDim: number;
  /** Whole number, a multiple of `numKeyValueHeads`. */
  readonly numQueryHeads: number;
  /** 1 is multi-query attention, `numQueryHeads` multi-head attention. Whole number, at least 1. */
  readonly numKeyValueHeads: number;
}

const defaults: OptionDefaults<OwnOptions<GroupQueryAttentionOptions>> = {
  headDim: required,
  numQueryHeads: required,
  numKeyValueHeads: required,
  ...projectedAttentionDefaults,
};

/**
 * Multi-head attention where `numQueryHeads / numKeyValueHeads` heads of queries share a head of keys and values.
 *
 * @shape input query `[batch, queries, features]`, value and key (or none) `[batch, keys, features]`
 * @shape output as the query; scores `[batch, numQueryHeads, queries, keys]`
 * @weights kernel and bias of query, key, (gate,) value and attention_output
 * @throws {@link ArgumentError} an option is out of its domain, or `numKeyValueHeads` does not divide `numQueryHeads`.
 * @throws {@link ShapeError} the features of query and value differ, or value and key have different lengths.
 * @source Ainslie et al. 2023; Keras 3 `GroupQueryAttention`.
 * @example
 * new GroupQueryAttention({ headDim: 4, numQueryHeads: 4, numKeyValueHeads: 2 })
 */
export class GroupQueryAttention extends ProjectedAttention<GroupQueryAttentionOptions> {
  readonly className: string = 'GroupQueryAttention';
  readonly #activityRegularizer: Regularizer | null;

  constructor(options: GroupQueryAttentionOptions) {
    const { name = automaticName('GroupedQueryAttention'), ...rest } = options ?? {};
    super('GroupQueryAttention', { name, ...rest } as GroupQueryAttentionOptions, defaults);
    const where = 'GroupQueryAttention';
    const { headDim, numQueryHeads, numKeyValueHeads }: LayerConfig<GroupQueryAttentionOptions> =
      this.config;
    requireWholeNumber(where, 'headDim', headDim, { min: 1 });
    requireWholeNumber(where, 'numQueryHeads', numQueryHeads, { min: 1 });
    requireWholeNumber(where, 'numKeyValueHeads', numKeyValueHeads, { min: 1 });
    if (numQueryHeads % numKeyValueHeads !== 0) {
      throw new ArgumentError({
        where,
        problem: `\`numQueryHeads\` must be a multiple of \`numKeyValueHeads\`, received ${numQueryHeads} and ${numKeyValueHeads}`,
        fix: 'pass for example { numQueryHeads: 8, numKeyValueHeads: 2 }',
      });
    }
    this.#activityRegularizer = regularizer(
      where,
      this.config.activityRegularizer,
      'activityRegularizer',
    );
  }

  toKeras(usual: () => JsonRecord): JsonRecord {
    const { flash_attention: _, ...rest } = usual();
    return rest;
  }

  protected get sizes(): HeadSizes {
    const { headDim, numQueryHeads, numKeyValueHeads } = this.config;
    return {
      queryHeads: numQueryHeads,
      keyHeads: numKeyValueHeads,
      keySize: headDim,
      valueSize: headDim,
    };
  }

  protected resultShape([query, value, key]: QueryValueKey<Shape>): Shape {
    for (const shape of [query, value, key]) {
      requireRank('GroupQueryAttention', shape, { exactly: 3 });
    }
    if (sizesAgree(query[2] ?? null, value[2] ?? null)) return query;
    throw new ShapeError({
      where: 'GroupQueryAttention',
      problem: `query and value must have as many features, received ${formatShapes([query, value])}`,
      fix: 'pass values with the features of the queries',
    });
  }

  protected resultSizes(query: Shape): Shape {
    return query.slice(-1);
  }

  protected equations(rank: number): AttentionEquations {
    return attentionEquations(rank, [1]);
  }

  /** Keras puts the penalty on the result too, beside those on the projections. */
  protected get resultRegularizer(): Regularizer | null {
    return this.#activityRegularizer;
  }

  protected keyAxes(): number {
    return 1;
  }

  protected maskOfQuery(own: Tensor | undefined, given: Tensor | undefined): Tensor | undefined {
    return given ?? own;
  }

  protected scores(_equations: AttentionEquations, query: Tensor, key: Tensor): Tensor {
    const grouped = einsum('bqgrh,bkgh->bgrqk', this.#grouped(query), key);
    const [batch = 1, , , queries = 1, keys = 1] = grouped.shape;
    return reshape(grouped, [batch, this.config.numQueryHeads, queries, keys]);
  }

  protected means(_equations: AttentionEquations, shares: Tensor, value: Tensor): Tensor {
    const { numQueryHeads, numKeyValueHeads, headDim } = this.config;
    const [batch = 1, , queries = 1, keys = 1] = shares.shape;
    const groups = [batch, numKeyValueHeads, numQueryHeads / numKeyValueHeads, queries, keys];
    const means = einsum('bgrqk,bkgh->bqgrh', reshape(shares, groups), value);
    return reshape(means, [batch, queries, numQueryHeads, headDim]);
  }

  /** Queries `[batch, queries, heads, features]`, with the heads that share keys on an axis of their own. */
  #grouped(query: Tensor): Tensor {
    const { numQueryHeads, numKeyValueHeads, headDim } = this.config;
    const [batch = 1, queries = 1] = query.shape;
    const shared = numQueryHeads / numKeyValueHeads;
    return reshape(query, [batch, queries, numKeyValueHeads, shared, headDim]);
  }
}
