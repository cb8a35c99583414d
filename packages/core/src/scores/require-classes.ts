import { ShapeError } from '../errors/myelin-error.ts';
import type { Shape } from '../shapes/shape.ts';
import { formatShape } from '../shapes/shape.ts';

/**
 * Number of classes along an axis of the predictions.
 *
 * @throws {@link ShapeError} there is only one: its share is always 1, and nothing could be learnt.
 */
export function requireClasses(where: string, predictions: Shape, axis: number): number {
  const classes = predictions[axis] ?? 0;
  if (classes > 1) return classes;
  throw new ShapeError({
    where,
    problem: `predictions need at least 2 classes on axis ${axis}, received shape ${formatShape(predictions)}`,
    fix: 'for one output use the loss binary_crossentropy, or give the last layer one unit for each class',
  });
}
