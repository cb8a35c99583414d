import type { Tensor } from '@myelin/core';
import { reshape } from '@myelin/core';

/** One number for each image, ready to be stretched to the images: shape `[batch, 1, 1, 1]`. */
export function perImage(values: Tensor): Tensor {
  return values.rank === 4 ? values : reshape(values, [-1, 1, 1, 1]);
}
