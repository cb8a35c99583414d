import type { TensorInfo } from '@tensorflow/tfjs-core';
import { GatherV2, util } from '@tensorflow/tfjs-core';
import type { Kernel, KernelCall } from './kernel.ts';
import { values } from './kernel.ts';

/** Entries of one axis at given places, copied as runs of what lies together. */
export const gather: Kernel = { name: GatherV2, run };

function run(call: KernelCall): TensorInfo | undefined {
  const { x, indices } = call.inputs as { x: TensorInfo; indices: TensorInfo };
  const { axis, batchDims } = call.attrs as { axis: number; batchDims?: number };
  if (x.dtype !== 'float32' || batchDims) return undefined;
  const at = util.parseAxisParam(axis, x.shape)[0] as number;
  const length = x.shape[at] as number;
  const places = call.backend.data.get(indices.dataId).values as Int32Array;
  // An error, which tfjs words.
  if (places.some((place) => place < 0 || place >= length)) return undefined;
  const shape = [...x.shape.slice(0, at), ...indices.shape, ...x.shape.slice(at + 1)];
  const outer = util.sizeFromShape(x.shape.slice(0, at));
  const inner = util.sizeFromShape(x.shape.slice(at + 1));
  const source = values(call, x);
  const out = new Float32Array(util.sizeFromShape(shape));
  let to = 0;
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < places.length; i++) {
      const from = (o * length + (places[i] as number)) * inner;
      for (let k = 0; k < inner; k++) out[to++] = source[from + k] as number;
    }
  }
  return call.backend.makeTensorInfo(shape, 'float32', out);
}
