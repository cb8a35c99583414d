import type { KnownShape, Tensor } from '@myelin/core';
import { formatShape, ShapeError } from '@myelin/core';

/** A mask of time steps has the batch and time axes of the input. @throws {@link ShapeError} */
export function requireTimeMask(where: string, mask: Tensor, input: KnownShape): void {
  if (mask.rank >= 2 && mask.shape[0] === input[0] && mask.shape[1] === input[1]) return;
  throw new ShapeError({
    where,
    problem: `the mask must have the batch and time axes of the input of shape ${formatShape(input)} first, received shape ${formatShape(mask.shape)}`,
    fix: 'pass a mask of shape [batch, time]',
  });
}
