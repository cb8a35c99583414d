import { ShapeError } from '../errors/myelin-error.ts';
import { formatShape, shapesAgree } from '../shapes/shape.ts';
import { tensor } from '../tensors/creation.ts';
import { squeeze } from '../tensors/shaping.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';

/**
 * Class indices with one axis less than the predictions: a last axis of size 1 is dropped.
 *
 * @param yPred - Predictions, classes on the last axis.
 * @throws {@link ShapeError} there is not one index for each prediction.
 */
export function matchIndices(where: string, yTrue: TensorLike, yPred: Tensor): Tensor {
  const given = tensor(yTrue);
  const wanted = yPred.shape.slice(0, -1);
  const isColumn = given.rank === yPred.rank && given.shape.at(-1) === 1;
  const indices = isColumn ? squeeze(given, [given.rank - 1]) : given;
  if (yPred.rank > 0 && shapesAgree(indices.shape, wanted)) return indices;
  const oneHot = shapesAgree(given.shape, yPred.shape);
  throw new ShapeError({
    where,
    problem: `predictions of shape ${formatShape(yPred.shape)} need class indices of shape ${formatShape(wanted)}, received targets of shape ${formatShape(given.shape)}`,
    fix: oneHot
      ? 'for one-hot targets use the loss categorical_crossentropy (or make them indices with argMax(targets))'
      : 'pass one whole number, the class, for each prediction',
  });
}
