import type { TensorInfo } from '@tensorflow/tfjs-core';
import { Conv2DBackpropFilter } from '@tensorflow/tfjs-core';
import { convolutionInfo } from './convolution-info.ts';
import type { Kernel, KernelCall } from './kernel.ts';
import { values } from './kernel.ts';
import { addProduct } from './matrix-product.ts';
import { patchSize, readPatches, rowMajor, transposed } from './patches.ts';

/** Derivative of a convolution by its filter: patchesᵀ · dy, added up over the images. */
export const conv2dBackpropFilter: Kernel = { name: Conv2DBackpropFilter, run };

function run(call: KernelCall): TensorInfo | undefined {
  const { x, dy } = call.inputs as { x: TensorInfo; dy: TensorInfo };
  const { filterShape } = call.attrs as { filterShape: number[] };
  const info = convolutionInfo(x.shape, filterShape, call.attrs);
  if (!info || x.dtype !== 'float32' || dy.dtype !== 'float32') return undefined;
  const [windows, elements] = patchSize(info);
  const { outChannels } = info;
  const patches = new Float32Array(windows * elements);
  const result = new Float32Array(elements * outChannels);
  const size = { rows: elements, columns: outChannels, inner: windows };
  const left = transposed(rowMajor(patches, 0, elements));
  const imageSize = info.inHeight * info.inWidth * info.inChannels;
  for (let i = 0; i < info.batchSize; i++) {
    readPatches(patches, values(call, x), i * imageSize, info);
    const right = rowMajor(values(call, dy), i * windows * outChannels, outChannels);
    addProduct(result, 0, left, right, size);
  }
  return call.backend.makeTensorInfo(info.filterShape, 'float32', result);
}
