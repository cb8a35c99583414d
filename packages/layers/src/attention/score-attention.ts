import type {
  CallArguments,
  LayerConfig,
  LayerOptions,
  OptionDefaults,
  OwnOptions,
  Pass,
  Shape,
  Tensor,
  WeightValues,
} from '@myelin/core';
import {
  cast,
  expandDims,
  formatShapes,
  matMul,
  requireNumber,
  requireSeed,
  ShapeError,
  sizesAgree,
  softmax,
  sub,
  where,
} from '@myelin/core';
import { dropElements } from '../regularization/drop-elements.ts';
import {
  type AttentionCall,
  AttentionLayer,
  type AttentionResult,
  attentionArguments,
  type QueryValueKey,
  withKey,
} from './attention-layer.ts';
import { allOf, alongKeys, causalMask, requireMaskOf } from './score-mask.ts';

export interface ScoreAttentionOptions extends LayerOptions {
  /** Fraction in [0, 1] of the attention scores that become 0 in training. @defaultValue `0` */
  readonly dropout?: number;
  /** Fixes which scores are dropped. @defaultValue `null` */
  readonly seed?: number | null;
}

/** What is taken from scores that do not count; Keras's number. */
const MASKED = 1e9;

/** The base of attention over sequences as they are, without weights that project them. */
export abstract class ScoreAttention<
  Options extends ScoreAttentionOptions,
  Weights extends object,
> extends AttentionLayer<Options, Weights, AttentionCall> {
  protected override readonly callArguments: CallArguments<AttentionCall> = attentionArguments;

  /** @param className - Keras's name of the class. */
  constructor(className: string, options: Options, defaults: OptionDefaults<OwnOptions<Options>>) {
    super(className, options, defaults);
    requireDropout(className, this.config as LayerConfig<ScoreAttentionOptions>);
  }

  /** How well keys `[batch, keys, features]` fit queries: `[batch, queries, keys]`. */
  protected abstract scores(query: Tensor, key: Tensor, weights: WeightValues<Weights>): Tensor;

  protected resultShape([query, value, key]: QueryValueKey<Shape>): Shape {
    if (!sizesAgree(query.at(-1) ?? null, key.at(-1) ?? null)) {
      throw new ShapeError({
        where: this.className,
        problem: `query and key must have as many features, received ${formatShapes([query, key])}`,
        fix: 'pass queries and keys with equal last axes',
      });
    }
    return [...query.slice(0, -1), value.at(-1) ?? null];
  }

  protected scoresShape([query, , key]: QueryValueKey<Shape>): Shape {
    return [...query.slice(0, -1), key.at(-2) ?? null];
  }

  protected call(
    inputs: readonly Tensor[],
    weights: WeightValues<Weights>,
    pass: Pass,
    { returnAttentionScores = false, useCausalMask = false }: AttentionCall,
  ): AttentionResult {
    const [query, value, key] = withKey(inputs);
    const scores = this.scores(query, key, weights);
    requireMaskOf(this.className, 'mask[0]', pass.maskOf(query), query);
    requireMaskOf(this.className, 'mask[1]', pass.maskOf(value), value);
    const counts = allOf([
      useCausalMask ? causalMask(scores.shape.at(-2) ?? 1, scores.shape.at(-1) ?? 1) : undefined,
      alongKeys(pass.maskOf(value)),
    ]);
    const shares = softmax(counts ? where(counts, scores, sub(scores, MASKED)) : scores);
    const { dropout: rate, seed } = this.config as LayerConfig<ScoreAttentionOptions>;
    const kept = pass.training ? dropElements(shares, shares.shape, { rate, seed }, pass) : shares;
    const result = matMul(kept, value);
    const mask = pass.maskOf(query);
    const y = mask ? where(expandDims(cast(mask, 'bool'), -1), result, 0) : result;
    return returnAttentionScores ? [y, kept] : y;
  }
}

/** @throws {@link ArgumentError} `dropout` is not in [0, 1], or `seed` is none. */
export function requireDropout(
  where: string,
  { dropout, seed }: Pick<LayerConfig<ScoreAttentionOptions>, 'dropout' | 'seed'>,
): void {
  requireNumber(where, 'dropout', dropout, { min: 0, max: 1 });
  requireSeed(where, seed);
}
