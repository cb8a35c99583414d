import type { LayerConfig, LayerOptions, Pass, Shape, Tensor, WeightValues } from '@myelin/core';
import {
  cast,
  expandDims,
  formatShapes,
  matMul,
  requireNumber,
  ShapeError,
  softmax,
  sub,
  where,
} from '@myelin/core';
import { Dropout } from '../regularization/dropout.ts';
import {
  type AttentionCall,
  AttentionLayer,
  type AttentionResult,
  agree,
  type QueryValueKey,
  withKey,
} from './attention-layer.ts';
import { allOf, alongKeys, causalMask } from './score-mask.ts';

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
  /** How well keys `[batch, keys, features]` fit queries: `[batch, queries, keys]`. */
  protected abstract scores(query: Tensor, key: Tensor, weights: WeightValues<Weights>): Tensor;

  protected resultShape([query, value, key]: QueryValueKey<Shape>): Shape {
    if (!agree(query.at(-1) ?? null, key.at(-1) ?? null)) {
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
    const counts = allOf([
      useCausalMask ? causalMask(scores.shape.at(-2) ?? 1, scores.shape.at(-1) ?? 1) : undefined,
      alongKeys(pass.maskOf(value)),
    ]);
    const shares = softmax(counts ? where(counts, scores, sub(scores, MASKED)) : scores);
    const { dropout, seed } = this.config as LayerConfig<ScoreAttentionOptions>;
    const kept = new Dropout({ rate: dropout, seed, name: 'dropout' }).forward(shares, pass);
    const result = matMul(kept, value);
    const mask = pass.maskOf(query);
    const y = mask ? where(expandDims(cast(mask, 'bool'), -1), result, 0) : result;
    return returnAttentionScores ? [y, kept] : y;
  }
}

export function requireDropout(where: string, dropout: unknown): void {
  requireNumber(where, 'dropout', dropout, { min: 0, max: 1 });
}
