import type { Tensor } from '@myelin/core';
import { pad } from '@myelin/core';

/** Rows of one value before and behind the rows of `[batch, rows, elements]`. */
export function withRowsAround(x: Tensor, before: number, after: number, value = 0): Tensor {
  if (before + after === 0) return x;
  return pad(
    x,
    [
      [0, 0],
      [before, after],
      [0, 0],
    ],
    value,
  );
}
