import type { Tensor } from '@myelin/core';
import { pad } from '@myelin/core';

/** Rows of zeros before and behind the rows of `[batch, rows, elements]`. */
export function withZeroRows(x: Tensor, before: number, after: number): Tensor {
  if (before + after === 0) return x;
  return pad(x, [
    [0, 0],
    [before, after],
    [0, 0],
  ]);
}
