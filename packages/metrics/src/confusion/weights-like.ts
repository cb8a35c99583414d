import { broadcastTo, formatShape, ShapeError, squeeze, type Tensor } from '@myelin/core';

/**
 * Sample weights repeated until each value has one: `[batch]` counts for all values of a sample.
 *
 * @throws {@link ShapeError} the weights do not fit the values from the first axis on.
 */
export function weightsLike(where: string, weight: Tensor, { shape }: Tensor): Tensor {
  const isColumn = weight.rank === shape.length + 1 && weight.shape.at(-1) === 1;
  const given = isColumn ? squeeze(weight, [weight.rank - 1]) : weight;
  const missing = shape.length - given.rank;
  if (missing >= 0 && given.shape.every((size, axis) => size === 1 || size === shape[axis])) {
    return broadcastTo(given.reshape([...given.shape, ...Array<number>(missing).fill(1)]), shape);
  }
  throw new ShapeError({
    where,
    problem: `sample weights of shape ${formatShape(weight.shape)} do not fit values of shape ${formatShape(shape)}`,
    fix: `pass one weight for each sample: shape ${formatShape(shape.slice(0, 1))}`,
  });
}
