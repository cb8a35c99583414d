import { mul, sub } from '../tensors/arithmetic.ts';
import { equal, logicalOr, where } from '../tensors/comparison.ts';
import { all } from '../tensors/reduction.ts';
import type { Tensor } from '../tensors/tensor.ts';

/**
 * Targets of -1 and 1, from those or from 0 and 1.
 *
 * They are converted only if all of them are 0 or 1, as in Keras: among others, 0 stays 0.
 *
 * @source Keras 3 `convert_binary_labels_to_hinge`.
 */
export function binaryAsSigns(target: Tensor): Tensor {
  const isBinary = all(logicalOr(equal(target, 0), equal(target, 1)));
  return where(isBinary, sub(mul(target, 2), 1), target);
}
