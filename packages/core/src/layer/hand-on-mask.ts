import type { Tensors } from '../structure/tensors.ts';
import { isTensor } from '../tensors/is-tensor.ts';
import type { Pass } from './pass.ts';

/** Gives the result of a layer with one input the mask of that input, if the result has its axes. */
export function handOnMask(x: Tensors, y: Tensors, pass: Pass): void {
  if (!isTensor(x) || !isTensor(y)) return;
  const mask = pass.maskOf(x);
  if (mask?.shape.every((size, axis) => size === y.shape[axis])) pass.setMask(y, mask);
}
