import { ShapeError } from '../errors/myelin-error.ts';
import { formatShape, shapesAgree } from '../shapes/shape.ts';
import { tensor } from '../tensors/creation.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';
import { matchRanks } from './match-ranks.ts';
import { toFloat } from './to-float.ts';

/** Targets and predictions of the same shape, float32. */
export interface MatchedTarget {
  readonly target: Tensor;
  readonly prediction: Tensor;
}

/**
 * Targets and predictions brought to one shape: `[n]` against `[n, 1]` gains the missing axis.
 *
 * Nothing else is broadcast: `[n]` against `[n, k]` would compare every target with every row, and is an error.
 *
 * @throws {@link ShapeError} targets and predictions do not belong together.
 */
export function matchTarget(where: string, yTrue: TensorLike, yPred: TensorLike): MatchedTarget {
  const given = { yTrue: tensor(yTrue), yPred: toFloat(yPred) };
  const [target, prediction] = matchRanks(given.yTrue, given.yPred);
  if (shapesAgree(target.shape, prediction.shape)) return { target: toFloat(target), prediction };
  throw new ShapeError({
    where,
    problem: `targets of shape ${formatShape(given.yTrue.shape)} do not match predictions of shape ${formatShape(given.yPred.shape)}`,
    fix: fixFor(given.yTrue, given.yPred),
  });
}

function fixFor(yTrue: Tensor, yPred: Tensor): string {
  const classes = yPred.shape.at(-1) ?? 1;
  const oneEach = shapesAgree(yTrue.shape, yPred.shape.slice(0, -1));
  const column = shapesAgree(yTrue.shape, [...yPred.shape.slice(0, -1), 1]);
  if (classes > 1 && (oneEach || column)) {
    return `for class indices use the loss sparse_categorical_crossentropy (or make them one-hot with oneHot(labels, ${classes})); for one number a sample give the last layer 1 unit`;
  }
  if (yTrue.rank === yPred.rank && yTrue.shape[0] === yPred.shape[0]) {
    return `give the last layer ${yTrue.shape.at(-1)} units, as many as a target has values`;
  }
  return 'give every prediction one target: the shapes must be the same';
}
