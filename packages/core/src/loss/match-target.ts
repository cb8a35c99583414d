import { ShapeError } from '../errors/myelin-error.ts';
import { formatShape, shapesAgree } from '../shapes/shape.ts';
import { cast, expandDims, squeeze } from '../tensors/shaping.ts';
import type { Tensor } from '../tensors/tensor.ts';

/**
 * Targets in the rank and type of the predictions: `[n]` against `[n, 1]` gains or loses the last axis.
 *
 * @param sparse - True if targets are class indices; they then keep one axis less than the predictions.
 * @throws {@link ShapeError} targets and predictions cannot belong together.
 */
export function matchTarget(where: string, yTrue: Tensor, yPred: Tensor, sparse: boolean): Tensor {
  if (sparse) return matchIndices(where, yTrue, yPred);
  let target = yTrue;
  if (target.rank === yPred.rank + 1 && target.shape.at(-1) === 1) {
    target = squeeze(target, [target.rank - 1]);
  } else if (target.rank === yPred.rank - 1 && yPred.shape.at(-1) === 1) {
    target = expandDims(target, -1);
  }
  if (!broadcasts(target.shape, yPred.shape)) throw mismatch(where, yTrue, yPred);
  return cast(target, 'float32');
}

function matchIndices(where: string, yTrue: Tensor, yPred: Tensor): Tensor {
  const wanted = yPred.shape.slice(0, -1);
  const target =
    yTrue.rank === yPred.rank && yTrue.shape.at(-1) === 1
      ? squeeze(yTrue, [yTrue.rank - 1])
      : yTrue;
  if (shapesAgree(target.shape, wanted)) return target;
  throw new ShapeError({
    where,
    problem: `predictions of shape ${formatShape(yPred.shape)} need class indices of shape ${formatShape(wanted)}, received ${formatShape(yTrue.shape)}`,
    fix: 'pass one whole number per sample, or use categorical_crossentropy for one-hot targets',
  });
}

function broadcasts(a: readonly number[], b: readonly number[]): boolean {
  return (
    a.length === b.length &&
    a.every((size, axis) => size === b[axis] || size === 1 || b[axis] === 1)
  );
}

function mismatch(where: string, yTrue: Tensor, yPred: Tensor): ShapeError {
  return new ShapeError({
    where,
    problem: `targets of shape ${formatShape(yTrue.shape)} do not match predictions of shape ${formatShape(yPred.shape)}`,
    fix: 'give the last layer as many units as a target has values, or use a sparse loss for class indices',
  });
}
