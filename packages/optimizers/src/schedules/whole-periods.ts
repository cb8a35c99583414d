import type { Tensor } from '@myelin/core';
import { div, floor, mul } from '@myelin/core';

/** GPUs may divide a little low, and 30 / 10 must not be two periods. Too little to matter below four million steps. */
const aboveRounding = 1 + 2 ** -22;

/** How many periods of `length` steps are over: `⌊step / length⌋`. */
export function wholePeriods(step: Tensor, length: number): Tensor {
  return floor(mul(div(step, length), aboveRounding));
}
