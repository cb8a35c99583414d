import { div } from '../tensors/arithmetic.ts';
import type { Tensor } from '../tensors/tensor.ts';

/** Keras's epsilon: keeps vectors of length 0 where they are. */
const EPSILON = 1e-7;

/** Vectors of the given length, brought to the wanted one: `x · wanted / (length + 1e-7)`. */
export function scaleToLength(x: Tensor, length: Tensor, wanted: Tensor): Tensor {
  return x.mul(div(wanted, length.add(EPSILON)));
}
