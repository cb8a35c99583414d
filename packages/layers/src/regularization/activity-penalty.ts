import type { Pass, Regularizer, Tensor } from '@myelin/core';
import { div } from '@myelin/core';
import type { RegularizerLike } from '../weights/weight-recipe.ts';

/** Options of layers that can penalize their own result. */
export interface ActivityPenaltyOptions {
  /** Penalty on the output, per sample. @defaultValue `null` */
  readonly activityRegularizer?: RegularizerLike | null;
}

/** Adds the penalty on a layer's result to the loss, per sample, as Keras does: `penalty(y) / batch`. */
export function addActivityPenalty(y: Tensor, regularizer: Regularizer | null, pass: Pass): void {
  if (regularizer) pass.losses.push(div(regularizer.penalty(y), y.shape[0] ?? 1));
}
