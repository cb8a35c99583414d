/**
 * Releases tensors that were forgotten, on backends whose memory the garbage collector does not see.
 *
 * Each new tensor is registered with a FinalizationRegistry; once JavaScript has collected it, its share of the
 * data is given back. Disposing a tensor takes it off the register, so nothing is released twice.
 */

import * as tf from '@tensorflow/tfjs-core';

interface Engine {
  trackTensor(tensor: tf.Tensor, backend: object): void;
  disposeTensor(tensor: Pick<tf.Tensor, 'dataId' | 'dtype' | 'size'>): void;
  backendName: string;
}

const watched = new Set<string>();

/** Begins to watch tensors that are made while `backendName` is in use. */
export function releaseForgottenTensors(backendName: string): void {
  if (watched.size === 0) install();
  watched.add(backendName);
}

function install(): void {
  const engine = tf.engine() as unknown as Engine;
  const track = engine.trackTensor.bind(engine);
  const disposeTensor = engine.disposeTensor.bind(engine);
  const registry = new FinalizationRegistry(disposeTensor);

  engine.trackTensor = (tensor, backend) => {
    track(tensor, backend);
    if (!watched.has(engine.backendName)) return;
    const { dataId, dtype, size } = tensor;
    registry.register(tensor, { dataId, dtype, size }, tensor);
  };
  engine.disposeTensor = (tensor) => {
    registry.unregister(tensor);
    disposeTensor(tensor);
  };
}
