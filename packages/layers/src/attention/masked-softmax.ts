import type { Tensor } from '@myelin/core';
import { reshape, softmax, where } from '@myelin/core';

/** Score of what does not count; Keras's number. */
const MASKED = -1e9;

/** Shares that sum to 1 over the last axes together; what the mask hides has none. */
export function maskedSoftmax(scores: Tensor, mask: Tensor | undefined, axes: number): Tensor {
  return softmaxOver(mask ? where(mask, scores, MASKED) : scores, axes);
}

function softmaxOver(x: Tensor, axes: number): Tensor {
  if (axes === 1) return softmax(x);
  const shape = x.shape.slice(0, -axes);
  return reshape(softmax(reshape(x, [...shape, -1])), x.shape);
}
