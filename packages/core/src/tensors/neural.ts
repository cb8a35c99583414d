/** Operations made for neural networks: activations with kernels of their own, convolution, pooling. */

import * as tf from '@tensorflow/tfjs-core';
import { foreign, operation, own } from './boundary.ts';
import type { Tensor, TensorLike } from './tensor.ts';

/** `max(x, 0)`; its gradient at 0 is 0. */
export function relu(x: TensorLike): Tensor {
  return own(tf.relu(foreign(x)));
}

/** `x` where positive, `eˣ - 1` elsewhere. */
export function elu(x: TensorLike): Tensor {
  return own(tf.elu(foreign(x)));
}

/** `log(1 + eˣ)`, without overflow. */
export function softplus(x: TensorLike): Tensor {
  return own(tf.softplus(foreign(x)));
}

/** `eˣ / Σ eˣ` along an axis, without overflow. */
export function softmax(x: TensorLike, axis = -1): Tensor {
  return operation('softmax', () => alongLastAxis(foreign(x), axis, (t) => tf.softmax(t)));
}

/** `log(softmax(x))` along an axis, without overflow. */
export function logSoftmax(x: TensorLike, axis = -1): Tensor {
  return operation('logSoftmax', () => alongLastAxis(foreign(x), axis, (t) => tf.logSoftmax(t)));
}

/** tfjs has softmax for the last axis only: others are moved there and back. */
function alongLastAxis(x: tf.Tensor, axis: number, run: (x: tf.Tensor) => tf.Tensor): Tensor {
  const at = axis < 0 ? axis + x.rank : axis;
  if (at === x.rank - 1) return own(run(x));
  const swap = Array.from({ length: x.rank }, (_, i) => i);
  swap[at] = x.rank - 1;
  swap[x.rank - 1] = at;
  return own(tf.transpose(run(tf.transpose(x, swap)), swap));
}

export type Padding = 'valid' | 'same';

export interface WindowOptions {
  /** Steps between windows along height and width. @defaultValue `[1, 1]` */
  readonly strides?: readonly [number, number];
  /** @defaultValue `'valid'` */
  readonly padding?: Padding;
}

export interface ConvolutionOptions extends WindowOptions {
  /** Distance between taps of the kernel along height and width. @defaultValue `[1, 1]` */
  readonly dilations?: readonly [number, number];
}

/**
 * Two-dimensional convolution (cross-correlation), channels last.
 *
 * @shape x `[batch, height, width, channels]`, kernel `[kernelHeight, kernelWidth, channels, filters]`
 * @shape output `[batch, newHeight, newWidth, filters]`
 */
export function conv2d(
  x: Tensor,
  kernel: Tensor,
  { strides = [1, 1], padding = 'valid', dilations = [1, 1] }: ConvolutionOptions = {},
): Tensor {
  return operation('conv2d', () =>
    own(
      tf.conv2d(
        foreign(x) as tf.Tensor4D,
        foreign(kernel) as tf.Tensor4D,
        [...strides],
        padding,
        'NHWC',
        [...dilations],
      ),
    ),
  );
}

/** Largest value of each window. @shape `[batch, height, width, channels]` */
export function maxPool2d(
  x: Tensor,
  size: readonly [number, number],
  { strides = size, padding = 'valid' }: WindowOptions = {},
): Tensor {
  return operation('maxPool2d', () =>
    own(tf.maxPool(foreign(x) as tf.Tensor4D, [...size], [...strides], padding)),
  );
}

/** Mean of each window; with padding `'same'` only of its real elements. @shape `[batch, height, width, channels]` */
export function avgPool2d(
  x: Tensor,
  size: readonly [number, number],
  { strides = size, padding = 'valid' }: WindowOptions = {},
): Tensor {
  return operation('avgPool2d', () =>
    own(tf.avgPool(foreign(x) as tf.Tensor4D, [...size], [...strides], padding)),
  );
}
