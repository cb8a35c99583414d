import type { TensorInfo } from '@tensorflow/tfjs-core';
import { Softmax } from '@tensorflow/tfjs-core';
import type { Kernel, KernelCall } from './kernel.ts';
import { values } from './kernel.ts';

/** `exp(x - max) / Σ exp(x - max)` along the last axis. */
export const softmax: Kernel = { name: Softmax, run };

function run(call: KernelCall): TensorInfo | undefined {
  const { logits } = call.inputs as { logits: TensorInfo };
  const { dim } = call.attrs as { dim: number };
  const rank = logits.shape.length;
  if (logits.dtype !== 'float32' || rank === 0 || (dim !== -1 && dim !== rank - 1)) {
    return undefined;
  }
  const size = logits.shape[rank - 1] as number;
  const x = values(call, logits);
  const out = new Float32Array(x.length);
  for (let start = 0; start < x.length; start += size) {
    let most = Number.NEGATIVE_INFINITY;
    for (let i = start; i < start + size; i++) most = Math.max(most, x[i] as number);
    let total = 0;
    for (let i = start; i < start + size; i++) {
      out[i] = Math.exp((x[i] as number) - most);
      total += out[i] as number;
    }
    for (let i = start; i < start + size; i++) out[i] = (out[i] as number) / total;
  }
  return call.backend.makeTensorInfo(logits.shape, 'float32', out);
}
