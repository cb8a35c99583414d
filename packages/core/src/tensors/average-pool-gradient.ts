/**
 * The gradient of average pooling, which tfjs-core 4.22 has wrong with padding `'same'`: going forward a window
 * is divided by its real elements, going back by all of its places. Windows at borders are put right here.
 */

import * as tf from '@tensorflow/tfjs-core';

interface AveragePoolAttributes {
  readonly filterSize: number | [number, number];
  readonly strides: number | [number, number];
  readonly pad: 'valid' | 'same' | number;
}

/** Puts the right gradient in place of tfjs's. */
export function registerAveragePoolGradient(): void {
  tf.registerGradient({
    kernelName: tf.AvgPool,
    inputsToSave: ['x'],
    gradFunc: (dy, saved, attrs) => {
      const [input] = saved as [tf.Tensor];
      const { filterSize, strides, pad } = attrs as unknown as AveragePoolAttributes;
      const excess = placesPerElement(input.shape, { filterSize, strides, pad });
      const scaled = excess ? tf.mul(dy as tf.Tensor, excess) : (dy as tf.Tensor);
      const inputs = { dy: scaled, input };
      const attributes = { filterSize, strides, pad } as unknown as tf.NamedAttrMap;
      return {
        x: () => tf.engine().runKernel(tf.AvgPoolGrad, inputs, attributes) as tf.Tensor,
      };
    },
  });
}

/** Places divided by real elements for each window, shape `[1, height, width, 1]`; undefined if all are real. */
function placesPerElement(
  shape: readonly number[],
  { filterSize, strides, pad }: AveragePoolAttributes,
): tf.Tensor | undefined {
  const image = shape as [number, number, number, number];
  const info = tf.backend_util.computePool2DInfo(image, filterSize, strides, 1, pad);
  const { filterHeight, filterWidth, outHeight, outWidth, padInfo } = info;
  const { top, bottom, left, right } = padInfo;
  if (top + bottom + left + right === 0) return undefined;
  const real = (out: number, stride: number, before: number, size: number, length: number) => {
    const start = out * stride - before;
    return Math.min(length, start + size) - Math.max(0, start);
  };
  const shares = new Float32Array(outHeight * outWidth);
  for (let y = 0; y < outHeight; y++) {
    const rows = real(y, info.strideHeight, top, filterHeight, info.inHeight);
    for (let x = 0; x < outWidth; x++) {
      const columns = real(x, info.strideWidth, left, filterWidth, info.inWidth);
      shares[y * outWidth + x] = (filterHeight * filterWidth) / (rows * columns);
    }
  }
  return tf.tensor4d(shares, [1, outHeight, outWidth, 1]);
}
