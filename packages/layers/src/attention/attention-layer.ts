/** What attention layers share: what they take, what they give, and what a call may say. */

import type {
  CallArguments,
  CallOptions,
  GivenCall,
  LayerOptions,
  Pass,
  Shape,
  SymbolicCall,
  SymbolicLike,
  SymbolicTensor,
  Tensor,
  TensorLike,
} from '@myelin/core';
import {
  ArgumentError,
  formatShapes,
  isShape,
  Layer,
  requireRank,
  ShapeError,
  sizesAgree,
} from '@myelin/core';

/** The result, and, where a call asks for them, the attention scores. */
export type AttentionResult = Tensor | readonly [result: Tensor, scores: Tensor];

export interface AttentionCall {
  /** Whether the scores come out too: `[result, scores]`. @defaultValue `false` */
  readonly returnAttentionScores?: boolean;
  /** Whether a time step sees those before it and itself only. @defaultValue `false` */
  readonly useCausalMask?: boolean;
}

/** What the arguments of a call are. */
export const attentionArguments: CallArguments<AttentionCall> = {
  returnAttentionScores: 'boolean',
  useCausalMask: 'boolean',
};

/** A call that asks for the scores. */
export interface ReturningScores {
  readonly returnAttentionScores: true;
}

/** Query, value and key; the key is the value where none was given. */
export type QueryValueKey<T> = readonly [query: T, value: T, key: T];

/** The base of attention layers: inputs are `[query, value]` or `[query, value, key]`. */
export abstract class AttentionLayer<
  Options extends LayerOptions,
  Weights extends object,
  Call extends AttentionCall,
> extends Layer<Options, Weights, readonly Tensor[], AttentionResult, Call> {
  /** Shape of the result alone. @throws {@link ShapeError} the inputs do not fit together. */
  protected abstract resultShape(inputs: QueryValueKey<Shape>): Shape;

  protected abstract scoresShape(inputs: QueryValueKey<Shape>): Shape;

  protected override get takesList(): boolean {
    return true;
  }

  // The overloads state what comes out for a call; they compute nothing else than what they override.
  override apply(
    inputs: readonly SymbolicLike[],
    options: SymbolicCall<Call, readonly Tensor[]> & ReturningScores,
  ): readonly [SymbolicTensor, SymbolicTensor];
  override apply(
    inputs: readonly SymbolicLike[],
    options?: SymbolicCall<Call, readonly Tensor[]>,
  ): SymbolicTensor;
  override apply(
    inputs: readonly TensorLike[],
    options: GivenCall<Call, readonly Tensor[]> & ReturningScores,
  ): readonly [Tensor, Tensor];
  override apply(
    inputs: readonly TensorLike[],
    options?: GivenCall<Call, readonly Tensor[]>,
  ): Tensor;
  override apply(inputs: readonly unknown[], options?: object): unknown {
    return super.apply(inputs as never, options as never);
  }

  override forward(
    inputs: readonly Tensor[],
    pass: Pass,
    options: Call & CallOptions<readonly Tensor[]> & ReturningScores,
  ): readonly [Tensor, Tensor];
  override forward(
    inputs: readonly Tensor[],
    pass: Pass,
    options?: Call & CallOptions<readonly Tensor[]>,
  ): Tensor;
  override forward(inputs: readonly Tensor[], pass: Pass, options?: object): unknown {
    return super.forward(inputs, pass, options as never);
  }

  outputShape(
    inputs: readonly Shape[],
    { returnAttentionScores = false }: AttentionCall = {},
  ): Shape | readonly [Shape, Shape] {
    const three = this.#shapes(inputs);
    const result = this.resultShape(three);
    return returnAttentionScores ? [result, this.scoresShape(three)] : result;
  }

  /** The result has the mask of the query. */
  protected override computeMask(
    _inputs: readonly Tensor[],
    masks: readonly (Tensor | undefined)[],
  ): Tensor | undefined {
    return masks[0];
  }

  protected override acceptsShape(inputs: readonly Shape[], built: readonly Shape[]): boolean {
    const before = withKey(built);
    return withKey(inputs).every((shape, i) => {
      const known = before[i];
      return shape.length === known?.length && shape.at(-1) === known.at(-1);
    });
  }

  #shapes(inputs: readonly Shape[]): QueryValueKey<Shape> {
    const isList = Array.isArray(inputs) && inputs.length > 0 && inputs.every(isShape);
    if (!isList || inputs.length < 2 || inputs.length > 3) {
      throw new ArgumentError({
        where: this.className,
        problem: `the input must be a list of query, value and perhaps key, received ${isList ? `${inputs.length} tensors` : 'one tensor'}`,
        fix: 'write layer.apply([query, value]) or layer.apply([query, value, key])',
      });
    }
    for (const shape of inputs) requireRank(this.className, shape, { min: 3 });
    const [query, value, key] = withKey(inputs);
    const sequence = (shape: Shape): Shape => shape.slice(1, -1);
    const fits = sequence(value).every((size, i) => sizesAgree(size, sequence(key)[i] ?? null));
    if (value.length === key.length && fits) return [query, value, key];
    throw new ShapeError({
      where: this.className,
      problem: `value and key must be equal but for their last axis, received ${formatShapes([value, key])}`,
      fix: 'pass a key for each value',
    });
  }
}

/** With the value as key, where there is none. */
export function withKey<T>(inputs: readonly T[]): QueryValueKey<T> {
  const [query, value, key = value] = inputs as readonly [T, T, T?];
  return [query, value, key];
}
