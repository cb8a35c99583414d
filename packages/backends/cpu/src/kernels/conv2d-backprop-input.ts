import type { TensorInfo } from '@tensorflow/tfjs-core';
import { Conv2DBackpropInput } from '@tensorflow/tfjs-core';
import { convolutionInfo } from './convolution-info.ts';
import type { Kernel, KernelCall } from './kernel.ts';
import { values } from './kernel.ts';
import { addProduct } from './matrix-product.ts';
import { addPatches, patchSize, rowMajor, transposed } from './patches.ts';

/** Derivative of a convolution by its image: dy · filterᵀ, added back to where the patches came from. */
export const conv2dBackpropInput: Kernel = { name: Conv2DBackpropInput, run };

function run(call: KernelCall): TensorInfo | undefined {
  const { dy, filter } = call.inputs as { dy: TensorInfo; filter: TensorInfo };
  const { inputShape } = call.attrs as { inputShape: number[] };
  const info = convolutionInfo(inputShape, filter.shape, call.attrs);
  if (!info || dy.dtype !== 'float32' || filter.dtype !== 'float32') return undefined;
  const [windows, elements] = patchSize(info);
  const { outChannels } = info;
  const patches = new Float32Array(windows * elements);
  const imageSize = info.inHeight * info.inWidth * info.inChannels;
  const result = new Float32Array(info.batchSize * imageSize);
  const size = { rows: windows, columns: elements, inner: outChannels };
  const right = transposed(rowMajor(values(call, filter), 0, outChannels));
  for (let i = 0; i < info.batchSize; i++) {
    const left = rowMajor(values(call, dy), i * windows * outChannels, outChannels);
    patches.fill(0);
    addProduct(patches, 0, left, right, size);
    addPatches(result, i * imageSize, patches, info);
  }
  return call.backend.makeTensorInfo(info.inShape, 'float32', result);
}
