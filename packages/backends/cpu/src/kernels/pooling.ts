/** Two-dimensional pooling, channels last, and its derivatives. */

import type { NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core';
import { AvgPool, AvgPoolGrad, backend_util, MaxPool, MaxPoolGrad } from '@tensorflow/tfjs-core';
import type { Kernel, KernelCall } from './kernel.ts';
import { values } from './kernel.ts';
import type { Window } from './pool-windows.ts';
import { eachWindow } from './pool-windows.ts';

type PoolInfo = backend_util.Conv2DInfo;

export const poolingKernels: readonly Kernel[] = [
  { name: MaxPool, run: (call) => forward(call, max) },
  { name: AvgPool, run: (call) => forward(call, mean) },
  { name: MaxPoolGrad, run: (call) => backward(call, maxGradient) },
  { name: AvgPoolGrad, run: (call) => backward(call, meanGradient) },
];

/** Writes the value of one window for every channel. */
type Forward = (x: Float32Array, window: Window, out: Float32Array) => void;

/** Adds the derivatives of one window for every channel. */
type Backward = (dy: Float32Array, x: Float32Array, window: Window, dx: Float32Array) => void;

function forward(call: KernelCall, pool: Forward): TensorInfo | undefined {
  const { x } = call.inputs as { x: TensorInfo };
  if (x.dtype !== 'float32') return undefined;
  const info = poolInfo(x.shape, call.attrs);
  const source = values(call, x);
  const out = new Float32Array(info.batchSize * info.outHeight * info.outWidth * info.outChannels);
  eachWindow(info, (window) => pool(source, window, out));
  return call.backend.makeTensorInfo(info.outShape, 'float32', out);
}

function backward(call: KernelCall, pool: Backward): TensorInfo | undefined {
  const { dy, input } = call.inputs as { dy: TensorInfo; input: TensorInfo };
  if (dy.dtype !== 'float32' || input.dtype !== 'float32') return undefined;
  const info = poolInfo(input.shape, call.attrs);
  const source = values(call, input);
  const slope = values(call, dy);
  const out = new Float32Array(source.length);
  eachWindow(info, (window) => pool(slope, source, window, out));
  return call.backend.makeTensorInfo(input.shape, 'float32', out);
}

function poolInfo(shape: readonly number[], attrs: NamedAttrMap): PoolInfo {
  const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as {
    filterSize: number | [number, number];
    strides: number | [number, number];
    pad: 'valid' | 'same' | number;
    dimRoundingMode?: 'floor' | 'round' | 'ceil';
  };
  const image = shape as [number, number, number, number];
  return backend_util.computePool2DInfo(image, filterSize, strides, 1, pad, dimRoundingMode);
}

const max: Forward = (x, { pixels, count, channels, result }, out) => {
  for (let c = 0; c < channels; c++) out[result + c] = Number.NEGATIVE_INFINITY;
  for (let p = 0; p < count; p++) {
    const pixel = pixels[p] as number;
    for (let c = 0; c < channels; c++) {
      out[result + c] = Math.max(out[result + c] as number, x[pixel + c] as number);
    }
  }
};

const mean: Forward = (x, { pixels, count, channels, result }, out) => {
  for (let p = 0; p < count; p++) {
    const pixel = pixels[p] as number;
    for (let c = 0; c < channels; c++) {
      out[result + c] = (out[result + c] as number) + (x[pixel + c] as number);
    }
  }
  for (let c = 0; c < channels; c++) out[result + c] = (out[result + c] as number) / count;
};

/** The whole derivative goes to the largest element, the first one where several are equal. */
const maxGradient: Backward = (dy, x, { pixels, count, channels, result }, dx) => {
  for (let c = 0; c < channels; c++) {
    let at = (pixels[0] as number) + c;
    for (let p = 1; p < count; p++) {
      const pixel = (pixels[p] as number) + c;
      if ((x[pixel] as number) > (x[at] as number)) at = pixel;
    }
    dx[at] = (dx[at] as number) + (dy[result + c] as number);
  }
};

/** Equal shares for all places of a window, as tfjs has it; core corrects those of windows at borders. */
const meanGradient: Backward = (dy, _x, { pixels, count, channels, result }, dx) => {
  for (let p = 0; p < count; p++) {
    const pixel = pixels[p] as number;
    for (let c = 0; c < channels; c++) {
      dx[pixel + c] = (dx[pixel + c] as number) + (dy[result + c] as number) / pixels.length;
    }
  }
};
