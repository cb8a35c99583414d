import { formatShape, type NdArray, type Shape, ShapeError, type StringArray } from '@myelin/core';

/**
 * Samples in the rank that a model was built for: as in Keras, a last axis of size 1 is added or dropped.
 *
 * @param name - What messages call the array.
 * @param expected - Shape of the input, batch axis first; undefined if it is not known yet.
 * @throws {@link ShapeError} they have another rank.
 */
export function matchInputRank<Samples extends NdArray | StringArray>(
  where: string,
  name: string,
  expected: Shape | undefined,
  x: Samples,
): Samples {
  if (!expected || x.rank === expected.length) return x;
  const isOneLess = x.rank === expected.length - 1;
  if (isOneLess && expected.at(-1) === 1) return x.reshape([...x.shape, 1]) as Samples;
  const isOneMore = x.rank === expected.length + 1;
  if (isOneMore && x.shape.at(-1) === 1) return x.reshape(x.shape.slice(0, -1)) as Samples;
  throw new ShapeError({
    where,
    problem: `\`${name}\` must have shape ${formatShape(expected)}, received ${formatShape(x.shape)}`,
    fix: isOneLess
      ? `the batch axis is missing: for one sample pass x.reshape([1, ${x.shape.join(', ')}])`
      : 'reshape the samples to the shape the first layer was given',
  });
}
