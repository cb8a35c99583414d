import { tensor } from '../tensors/creation.ts';
import { isTensor } from '../tensors/is-tensor.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';

/** Numbers as a float32 tensor; a tensor that is one already comes back as it is, without a copy. */
export function toFloat(values: TensorLike): Tensor {
  return isTensor(values) && values.dtype === 'float32' ? values : tensor(values, 'float32');
}
