import { tensor } from '../tensors/creation.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';

/** `x` as it is: no activation. */
export function linear(x: TensorLike): Tensor {
  return tensor(x);
}
