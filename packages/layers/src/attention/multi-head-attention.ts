import type {
  JsonRecord,
  LayerConfig,
  OptionDefaults,
  OwnOptions,
  Shape,
  Tensor,
} from '@myelin/core';
import { ArgumentError, describe, einsum, required, requireWholeNumber } from '@myelin/core';
import { type AttentionEquations, attentionEquations } from './attention-equations.ts';
import type { QueryValueKey } from './attention-layer.ts';
import { type HeadSizes, ProjectedAttention } from './projected-attention.ts';
import {
  type ProjectedAttentionOptions,
  projectedAttentionDefaults,
} from './projected-attention-options.ts';

export interface MultiHeadAttentionOptions extends ProjectedAttentionOptions {
  /** Whole number, at least 1. */
  readonly numHeads: number;
  /** Features of a query and of a key in each head. Whole number, at least 1. */
  readonly keyDim: number;
  /** Features of a value in each head. @defaultValue `keyDim` */
  readonly valueDim?: number | null;
  /** Sizes of the result's last axes; a number is short for a list of one. @defaultValue `null`: the features of the query */
  readonly outputShape?: number | readonly number[] | null;
  /** Axes that attention is about. @defaultValue `null`: all between batch and features */
  readonly attentionAxes?: number | readonly number[] | null;
}

const defaults: OptionDefaults<OwnOptions<MultiHeadAttentionOptions>> = {
  numHeads: required,
  keyDim: required,
  valueDim: null,
  outputShape: null,
  attentionAxes: null,
  ...projectedAttentionDefaults,
};

/**
 * Attention with several heads: `y = Σ headᵢ · Oᵢ + b` of `headᵢ = softmax(Qᵢ Kᵢᵀ / √keyDim) Vᵢ`, where `Qᵢ`, `Kᵢ` and `Vᵢ`
 * are dense projections of query, key and value.
 *
 * Masks of query, value and key, `attentionMask` and `useCausalMask` hold together: only what all leave counts.
 *
 * @shape input query `[batch, queries, features]`, value and key (or none) `[batch, keys, ...]`
 * @shape output `[batch, queries, features]`; scores `[batch, heads, queries, keys]`
 * @weights kernel and bias of query, key, (gate,) value and attention_output
 * @throws {@link ArgumentError} an option is out of its domain, or the input is not a list of two or three.
 * @throws {@link ShapeError} value and key have different lengths.
 * @source Vaswani et al. 2017; Keras 3 `MultiHeadAttention`.
 * @example
 * new MultiHeadAttention({ numHeads: 2, keyDim: 4 }).outputShape([[null, 3, 8], [null, 5, 8]]) // => [null, 3, 8]
 */
export class MultiHeadAttention extends ProjectedAttention<MultiHeadAttentionOptions> {
  readonly className: string = 'MultiHeadAttention';
  /** `valueDim` is a number here, and shapes and axes are lists. */
  declare readonly config: Omit<
    LayerConfig<MultiHeadAttentionOptions>,
    'valueDim' | 'outputShape' | 'attentionAxes'
  > & {
    readonly valueDim: number;
    readonly outputShape: readonly number[] | null;
    readonly attentionAxes: readonly number[] | null;
  };

  constructor(options: MultiHeadAttentionOptions) {
    super('MultiHeadAttention', options, defaults);
    const where = 'MultiHeadAttention';
    const { config } = this as { readonly config: LayerConfig<MultiHeadAttentionOptions> };
    requireWholeNumber(where, 'numHeads', config.numHeads, { min: 1 });
    requireWholeNumber(where, 'keyDim', config.keyDim, { min: 1 });
    const valueDim = config.valueDim ?? config.keyDim;
    requireWholeNumber(where, 'valueDim', valueDim, { min: 1 });
    this.config = {
      ...config,
      valueDim,
      outputShape: requireList('outputShape', config.outputShape, 1),
      attentionAxes: requireList('attentionAxes', config.attentionAxes, Number.MIN_SAFE_INTEGER),
    };
  }

  /** Keras's files say which axes attention is about once that is known, and nothing of flash attention. */
  toKeras(usual: () => JsonRecord): JsonRecord {
    const { flash_attention: _, ...rest } = usual();
    const query = this.builtInputShape?.[0];
    return query ? { ...rest, attention_axes: this.#axes(query.length + 1) } : rest;
  }

  protected get sizes(): HeadSizes {
    const { numHeads, keyDim, valueDim } = this.config;
    return { queryHeads: numHeads, keyHeads: numHeads, keySize: keyDim, valueSize: valueDim };
  }

  protected resultShape([query]: QueryValueKey<Shape>): Shape {
    return [...query.slice(0, -1), ...this.resultSizes(query)];
  }

  protected resultSizes(query: Shape): Shape {
    return this.config.outputShape ?? query.slice(-1);
  }

  protected equations(rank: number): AttentionEquations {
    return attentionEquations(rank, this.#axes(rank));
  }

  protected scores({ scores }: AttentionEquations, query: Tensor, key: Tensor): Tensor {
    return einsum(scores, query, key);
  }

  protected means({ means }: AttentionEquations, shares: Tensor, value: Tensor): Tensor {
    return einsum(means, shares, value);
  }

  /** Keras puts a penalty on the projections alone. */
  protected get resultRegularizer(): null {
    return null;
  }

  protected keyAxes(rank: number): number {
    return this.#axes(rank).length;
  }

  protected maskOfQuery(own: Tensor | undefined): Tensor | undefined {
    return own;
  }

  /** @param rank - Of projected tensors: one more than that of the inputs. */
  #axes(rank: number): readonly number[] {
    const { attentionAxes } = this.config;
    if (attentionAxes) return attentionAxes.map((axis) => (axis < 0 ? axis + rank - 1 : axis));
    return Array.from({ length: rank - 3 }, (_, i) => i + 1);
  }
}

function requireList(option: string, value: unknown, min: number): readonly number[] | null {
  if (value === null) return null;
  const list: unknown = typeof value === 'number' ? [value] : value;
  const isNumber = (item: unknown): boolean => Number.isInteger(item) && (item as number) >= min;
  if (Array.isArray(list) && list.length > 0 && list.every(isNumber)) return list as number[];
  throw new ArgumentError({
    where: 'MultiHeadAttention',
    problem: `\`${option}\` must be null, a whole number or a list of them, received ${describe(value)}`,
    fix: `leave it out, or pass for example { ${option}: [1] }`,
  });
}
