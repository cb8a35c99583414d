import type { Shape } from '../shapes/shape.ts';

/** What targets are: 0 or 1 for one output, one-hot rows, or class indices. */
export type TargetKind = 'binary' | 'categorical' | 'sparse_categorical';

/**
 * What targets are, by their shape and that of the predictions.
 *
 * One output is binary; targets with fewer axes, or a last axis of 1 against a longer one, are class indices; else
 * they are one-hot. Several sigmoid outputs therefore count as one-hot: name what you mean there.
 *
 * @source Keras 3 `compile_utils.is_binary_or_sparse_categorical`.
 */
export function targetKind(yTrue: Shape, yPred: Shape): TargetKind {
  const outputs = yPred.at(-1);
  if (outputs === 1) return 'binary';
  const isColumn = yTrue.at(-1) === 1 && typeof outputs === 'number' && outputs > 1;
  return yTrue.length < yPred.length || isColumn ? 'sparse_categorical' : 'categorical';
}
