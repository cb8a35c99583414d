/** Category numbers as rows of zeros, ones and counts. */

import type { KnownShape, Shape, Tensor, TensorLike } from '@myelin/core';
import { expandDims, max, mul, oneHot, reshape, sum, tensor } from '@myelin/core';

/**
 * `'one_hot'`: a one for each category; `'multi_hot'`: a one for each that a sample has; `'count'`: how often it has it.
 */
export type CategoryMode = 'one_hot' | 'multi_hot' | 'count';

/**
 * Shape of categories in a mode. One-hot rows take the place of a last axis of size 1, or a new one. The others are made of
 * axis 1 (Keras's choice where there are more than two axes), or of the only axis.
 */
export function encodedShape(input: Shape, mode: CategoryMode, depth: number): Shape {
  if (mode !== 'one_hot') {
    return input.length < 2 ? [depth] : [input[0] ?? null, ...input.slice(2), depth];
  }
  const isColumn = input.length > 1 && input.at(-1) === 1;
  return [...(isColumn ? input.slice(0, -1) : input), depth];
}

/**
 * Rows of the categories 0 to `depth - 1`, float32. Others leave no trace.
 *
 * @param weights - What each element counts, in mode `'count'`.
 */
export function encodeCategories(
  indices: Tensor,
  mode: CategoryMode,
  depth: number,
  weights?: TensorLike,
): Tensor {
  if (mode === 'one_hot') {
    const shape = encodedShape(indices.shape, mode, depth);
    return oneHot(reshape(indices, shape.slice(0, -1) as number[]), depth);
  }
  const rows = oneHot(indices, depth);
  const axis = indices.rank > 1 ? 1 : 0;
  if (mode === 'multi_hot') return max(rows, axis);
  return sum(weights === undefined ? rows : mul(rows, expandDims(weights, -1)), axis);
}

/** As {@link encodeCategories}, of numbers in ordinary memory. */
export function encodeCategoriesOnHost(
  indices: ArrayLike<number>,
  shape: KnownShape,
  mode: CategoryMode,
  depth: number,
): Tensor {
  const [samples = 1, reduced = 1, ...rest] = mode === 'one_hot' ? [] : atLeastRank2(shape);
  const inner = mode === 'one_hot' ? indices.length : rest.reduce((a, b) => a * b, 1);
  const rows = new Float32Array(samples * inner * depth);
  for (let i = 0; i < indices.length; i++) {
    const category = indices[i] ?? -1;
    if (category < 0 || category >= depth) continue;
    const row = Math.floor(i / (reduced * inner)) * inner + (i % inner);
    const at = row * depth + category;
    rows[at] = mode === 'count' ? (rows[at] ?? 0) + 1 : 1;
  }
  return tensor(rows, 'float32', encodedShape(shape, mode, depth) as KnownShape);
}

const atLeastRank2 = (shape: readonly number[]): readonly number[] =>
  shape.length < 2 ? [1, ...shape] : shape;
