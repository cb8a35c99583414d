/** Operations made for neural networks: activations with kernels of their own, convolution, pooling. */

import * as tf from '@tensorflow/tfjs-core';
import { normalizeAxis } from '../shapes/shape.ts';
import { foreign, operation, own } from './boundary.ts';
import { rememberLogits } from './logits.ts';
import type { Tensor, TensorLike } from './tensor.ts';

/** `max(x, 0)`; its gradient at 0 is 0. */
export function relu(x: TensorLike): Tensor {
  return operation('relu', () => own(tf.relu(foreign(x))));
}

/** `x` where positive, `eˣ - 1` elsewhere. */
export function elu(x: TensorLike): Tensor {
  return operation('elu', () => own(tf.elu(foreign(x))));
}

/** `min(max(x, 0), 6)`. */
export function relu6(x: TensorLike): Tensor {
  return operation('relu6', () => own(tf.relu6(foreign(x))));
}

/** `x` where positive, `slope · x` elsewhere. */
export function leakyRelu(x: TensorLike, slope: number): Tensor {
  return operation('leakyRelu', () => own(tf.leakyRelu(foreign(x), slope)));
}

/** `1.0507 · x` where positive, `1.7581 · (eˣ - 1)` elsewhere. */
export function selu(x: TensorLike): Tensor {
  return operation('selu', () => own(tf.selu(foreign(x))));
}

/** `log(1 + eˣ)`, without overflow. */
export function softplus(x: TensorLike): Tensor {
  return operation('softplus', () => own(tf.softplus(foreign(x))));
}

/** `eˣ / Σ eˣ` along an axis, without overflow. */
export function softmax(x: TensorLike, axis = -1): Tensor {
  return operation('softmax', () => {
    const logits = own(foreign(x));
    const y = alongLastAxis('softmax', logits, axis, (t) => tf.softmax(t));
    return axis === -1 || axis === logits.rank - 1 ? rememberLogits(y, 'softmax', logits) : y;
  });
}

/** `log(softmax(x))` along an axis, without overflow. */
export function logSoftmax(x: TensorLike, axis = -1): Tensor {
  return operation('logSoftmax', () =>
    alongLastAxis('logSoftmax', x, axis, (t) => tf.logSoftmax(t)),
  );
}

/** tfjs has softmax for the last axis and for float32 only: others are moved there and back. */
function alongLastAxis(
  where: string,
  values: TensorLike,
  axis: number,
  run: (x: tf.Tensor) => tf.Tensor,
): Tensor {
  const x = tf.cast(foreign(values), 'float32');
  const at = normalizeAxis(where, axis, x.rank);
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
