import type { TensorInfo } from '@tensorflow/tfjs-core';
import { Conv2D } from '@tensorflow/tfjs-core';
import { convolutionInfo } from './convolution-info.ts';
import type { Kernel, KernelCall } from './kernel.ts';
import { values } from './kernel.ts';
import { addProduct } from './matrix-product.ts';
import { patchSize, readPatches, rowMajor } from './patches.ts';

/** Two-dimensional convolution, channels last: patches · filter, image by image. */
export const conv2d: Kernel = { name: Conv2D, run };

function run(call: KernelCall): TensorInfo | undefined {
  const { x, filter } = call.inputs as { x: TensorInfo; filter: TensorInfo };
  const info = convolutionInfo(x.shape, filter.shape, call.attrs);
  if (!info || x.dtype !== 'float32' || filter.dtype !== 'float32') return undefined;
  const [windows, elements] = patchSize(info);
  const { outChannels, batchSize } = info;
  const patches = new Float32Array(windows * elements);
  const result = new Float32Array(batchSize * windows * outChannels);
  const size = { rows: windows, columns: outChannels, inner: elements };
  const right = rowMajor(values(call, filter), 0, outChannels);
  const imageSize = info.inHeight * info.inWidth * info.inChannels;
  for (let i = 0; i < batchSize; i++) {
    readPatches(patches, values(call, x), i * imageSize, info);
    addProduct(result, i * windows * outChannels, rowMajor(patches, 0, elements), right, size);
  }
  return call.backend.makeTensorInfo(info.outShape, 'float32', result);
}
