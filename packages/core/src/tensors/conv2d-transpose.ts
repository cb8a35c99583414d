import * as tf from '@tensorflow/tfjs-core';
import { foreign, operation, own } from './boundary.ts';
import type { Tensor } from './tensor.ts';

export interface TransposedConvolutionOptions {
  /** Height and width of the result. */
  readonly size: readonly [height: number, width: number];
  /** Steps between windows along height and width. @defaultValue `[1, 1]` */
  readonly strides?: readonly [number, number];
  /** Rows and columns of the first windows that lie before the result. @defaultValue `[0, 0]` */
  readonly before?: readonly [number, number];
}

/**
 * Adds `x[i, j] · kernel` into the window of the result that begins at `[i, j] · strides - before`: what carries the
 * derivative of a convolution back to its image.
 *
 * @shape x `[batch, height, width, channels]`, kernel `[kernelHeight, kernelWidth, filters, channels]`
 * @shape output `[batch, ...size, filters]`
 */
export function conv2dTranspose(
  x: Tensor,
  kernel: Tensor,
  { size, strides = [1, 1], before = [0, 0] }: TransposedConvolutionOptions,
): Tensor {
  const [batch = 0, ...windows] = x.shape;
  const padding = (axis: 0 | 1): [number, number] => {
    const covered = ((windows[axis] ?? 0) - 1) * strides[axis] + (kernel.shape[axis] ?? 0);
    return [before[axis], Math.max(0, covered - before[axis] - size[axis])];
  };
  return operation('conv2dTranspose', () =>
    own(
      tf.conv2dTranspose(
        foreign(x) as tf.Tensor4D,
        foreign(kernel) as tf.Tensor4D,
        [batch, ...size, kernel.shape[2] ?? 0],
        [...strides],
        [[0, 0], padding(0), padding(1), [0, 0]],
      ),
    ),
  );
}
