import type { TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { BinaryLoop } from './binary-loops.ts';
import * as loops from './binary-loops.ts';
import { broadcast } from './broadcast.ts';
import type { Kernel, KernelCall } from './kernel.ts';
import { values } from './kernel.ts';

/** Element-wise operations on two float32 tensors, with broadcasting. */
export const binaryKernels: readonly Kernel[] = [
  kernel(tf.Add, loops.add, 'float32'),
  kernel(tf.Sub, loops.sub, 'float32'),
  kernel(tf.Multiply, loops.mul, 'float32'),
  kernel(tf.RealDiv, loops.div, 'float32'),
  kernel(tf.SquaredDifference, loops.squaredDifference, 'float32'),
  kernel(tf.Maximum, loops.maximum, 'float32'),
  kernel(tf.Minimum, loops.minimum, 'float32'),
  kernel(tf.Greater, loops.greater, 'bool'),
  kernel(tf.GreaterEqual, loops.greaterEqual, 'bool'),
  kernel(tf.Less, loops.less, 'bool'),
  kernel(tf.LessEqual, loops.lessEqual, 'bool'),
  kernel(tf.Equal, loops.equal, 'bool'),
  kernel(tf.NotEqual, loops.notEqual, 'bool'),
];

function kernel(name: string, loop: BinaryLoop, dtype: 'float32' | 'bool'): Kernel {
  const run = (call: KernelCall): TensorInfo | undefined => {
    const { a, b } = call.inputs as { a: TensorInfo; b: TensorInfo };
    if (a.dtype !== 'float32' || b.dtype !== 'float32') return undefined;
    const { shape, rowSize, rows } = broadcast(a.shape, b.shape);
    const size = rowSize * rows.length;
    const out = dtype === 'bool' ? new Uint8Array(size) : new Float32Array(size);
    const left = values(call, a);
    const right = values(call, b);
    for (let i = 0, o = 0; i < rows.length; i++, o += rowSize) {
      loop(
        out,
        o,
        rowSize,
        left,
        rows.a[i] as number,
        rows.stepA,
        right,
        rows.b[i] as number,
        rows.stepB,
      );
    }
    return call.backend.makeTensorInfo(shape, dtype, out);
  };
  return { name, run };
}
