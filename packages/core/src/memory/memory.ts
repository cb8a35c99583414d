import * as tf from '@tensorflow/tfjs-core';
import { foreign } from '../tensors/boundary.ts';
import type { Tensor } from '../tensors/tensor.ts';

/**
 * Runs `work` and disposes all tensors made in it but those it returns (in lists and plain objects too).
 *
 * @throws whatever `work` throws; tensors made until then are disposed.
 */
export function tidy<Result>(work: () => Result): Result {
  return tf.engine().tidy(work as unknown as () => tf.TensorContainer) as Result;
}

/** Exempts a tensor from the `tidy` around it; it then lives until disposed. */
export function keep(tensor: Tensor): Tensor {
  tf.keep(foreign(tensor));
  return tensor;
}

/** Disposes tensors, those disposed already included. */
export function dispose(...tensors: readonly Tensor[]): void {
  for (const tensor of tensors) if (!tensor.isDisposed) tensor.dispose();
}

export interface MemoryUse {
  /** Tensors that are alive. */
  readonly tensors: number;
  /** Their size, in bytes. */
  readonly bytes: number;
}

/** What tensors hold at this moment, on all backends. */
export function memory(): MemoryUse {
  const { numTensors, numBytes } = tf.engine().memory();
  return { tensors: numTensors, bytes: numBytes };
}
