import type { TensorInfo } from '@tensorflow/tfjs-core';
import { Transpose, util } from '@tensorflow/tfjs-core';
import type { Kernel, KernelCall } from './kernel.ts';
import { values } from './kernel.ts';

/** Axes in another order. */
export const transpose: Kernel = { name: Transpose, run };

function run(call: KernelCall): TensorInfo | undefined {
  const { x } = call.inputs as { x: TensorInfo };
  const { perm } = call.attrs as { perm: number[] };
  if (x.dtype !== 'float32' || x.shape.length === 0) return undefined;
  const strides = [...util.computeStrides(x.shape), 1];
  const shape = perm.map((axis) => x.shape[axis] as number);
  const steps = perm.map((axis) => strides[axis] as number);
  const out = new Float32Array(util.sizeFromShape(shape));
  fill(out, values(call, x), shape, steps);
  return call.backend.makeTensorInfo(shape, 'float32', out);
}

/** Writes `out` in order; `steps[i]` is how far the source moves along axis i of the result. */
function fill(
  out: Float32Array,
  source: Float32Array,
  shape: readonly number[],
  steps: readonly number[],
): void {
  const last = shape.length - 1;
  const size = shape[last] as number;
  const step = steps[last] as number;
  const at = new Int32Array(last);
  let from = 0;
  for (let to = 0; to < out.length; to += size) {
    for (let i = 0; i < size; i++) out[to + i] = source[from + i * step] as number;
    for (let axis = last - 1; axis >= 0; axis--) {
      from += steps[axis] as number;
      at[axis] = (at[axis] as number) + 1;
      if ((at[axis] as number) < (shape[axis] as number)) break;
      from -= (shape[axis] as number) * (steps[axis] as number);
      at[axis] = 0;
    }
  }
}
