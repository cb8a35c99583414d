/**
 * Uniform random tensors as one backend operation, `Philox`.
 *
 * Seed and step are tensors, so that a captured program keeps them as inputs; stream and shape are fixed.
 * The numbers are computed in ordinary memory and carried to the backend: the same on every backend.
 */

import * as tf from '@tensorflow/tfjs-core';
import { philoxWords, wordsToUnit } from '../random/philox.ts';
import type { KnownShape } from '../shapes/shape.ts';
import { shapeSize } from '../shapes/shape.ts';
import { foreign, own } from './boundary.ts';
import { loopIndex } from './loop-index.ts';
import type { Tensor } from './tensor.ts';

/** Name of the operation in the kernel registry. */
const PHILOX = 'Philox';

export interface RandomKey {
  /** Scalar int32: which generator. */
  readonly seed: Tensor;
  /** Scalar int32: which draw, for example the training step. */
  readonly step: Tensor;
  /** Whole number below 2^32 that separates users of one seed, for example layers. */
  readonly stream: number;
}

/** Float32 numbers in [0, 1), fixed by the key; others in each step of a loop. */
export function randomUniform(shape: KnownShape, { seed, step, stream }: RandomKey): Tensor {
  const index = loopIndex();
  const inputs = {
    seed: foreign(seed),
    step: foreign(step),
    ...(index && { index: foreign(index) }),
  };
  const attributes = { shape: [...shape], stream } as unknown as tf.NamedAttrMap;
  return own(tf.engine().runKernel(PHILOX, inputs, attributes) as tf.Tensor);
}

interface HostBackend {
  readSync(dataId: object): tf.TypedArray;
  makeTensorInfo(shape: number[], dtype: string, values: tf.TypedArray): tf.TensorInfo;
}

/** Adds the operation to a backend, once. */
export function registerRandomUniform(backendName: string): void {
  if (tf.getKernel(PHILOX, backendName)) return;
  tf.registerKernel({
    kernelName: PHILOX,
    backendName,
    kernelFunc: ({ inputs, backend, attrs }) => {
      const host = backend as HostBackend;
      const { shape, stream } = attrs as unknown as { shape: number[]; stream: number };
      const read = (name: string): number => {
        const info = inputs[name] as tf.TensorInfo | undefined;
        return ((info && host.readSync(info.dataId)[0]) ?? 0) >>> 0;
      };
      const index = read('index');
      const position = { seed: read('seed'), step: read('step'), stream, index };
      const values = wordsToUnit(philoxWords(shapeSize(shape), position));
      return host.makeTensorInfo(shape, 'float32', values);
    },
  });
}
