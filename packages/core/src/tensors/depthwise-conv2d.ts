import * as tf from '@tensorflow/tfjs-core';
import { foreign, operation, own } from './boundary.ts';
import type { WindowOptions } from './neural.ts';
import type { Tensor } from './tensor.ts';

/**
 * Two-dimensional convolution of each channel with filters of its own, channels last.
 *
 * @shape x `[batch, height, width, channels]`, kernel `[kernelHeight, kernelWidth, channels, multiplier]`
 * @shape output `[batch, newHeight, newWidth, channels · multiplier]`, the results of a channel side by side
 */
export function depthwiseConv2d(
  x: Tensor,
  kernel: Tensor,
  { strides = [1, 1], padding = 'valid' }: WindowOptions = {},
): Tensor {
  return operation('depthwiseConv2d', () =>
    own(
      tf.depthwiseConv2d(
        foreign(x) as tf.Tensor4D,
        foreign(kernel) as tf.Tensor4D,
        [...strides],
        padding,
      ),
    ),
  );
}
