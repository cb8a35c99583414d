import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { type Measurement, measurement, type Network, type Workload } from '../workload.ts';

const LOSSES = {
  sparse_categorical_crossentropy: 'sparseCategoricalCrossentropy',
  binary_crossentropy: 'binaryCrossentropy',
  mean_squared_error: 'meanSquaredError',
} as const;

// Myelin's cpu backend puts faster operations in place of tfjs's. The peer keeps its own, under another name.
const STOCK = 'stock';
tf.copyRegisteredKernels('cpu', STOCK);
tf.registerBackend(STOCK, () => new MathBackendCPU());

/** Trains a workload with tfjs-layers, on tfjs's cpu backend as it comes, in this process. */
export async function runTfjsLayers(workload: Workload, rows: number): Promise<Measurement> {
  await tf.setBackend(STOCK);
  const { x, y } = await workload.load(rows);
  const xs = tf.tensor(Float32Array.from(x.data), [...x.shape], 'float32');
  const ys = tf.tensor(Float32Array.from(y.data), [y.length, 1], 'float32');
  const model = modelOf(workload.network);
  const metrics = workload.loss === 'mean_squared_error' ? [] : ['accuracy'];
  model.compile({ optimizer: 'adam', loss: LOSSES[workload.loss], metrics });
  const options = { batchSize: workload.batchSize, verbose: 0 } as const;
  await model.fit(xs, ys, { ...options, epochs: 1 });
  const start = performance.now();
  await model.fit(xs, ys, { ...options, epochs: workload.epochs });
  const seconds = (performance.now() - start) / 1000;
  tf.dispose([xs, ys]);
  model.dispose();
  return measurement('tfjs-layers-cpu', workload, x.length, seconds);
}

function modelOf(network: Network): tfl.Sequential {
  const model = tfl.sequential();
  if (network.kind === 'cnn') {
    const conv = { kernelSize: 3, activation: 'relu' } as const;
    model.add(tfl.layers.conv2d({ ...conv, filters: 32, inputShape: [28, 28, 1] }));
    model.add(tfl.layers.maxPooling2d({ poolSize: 2 }));
    model.add(tfl.layers.conv2d({ ...conv, filters: 64 }));
    model.add(tfl.layers.maxPooling2d({ poolSize: 2 }));
    model.add(tfl.layers.flatten());
    model.add(tfl.layers.dense({ units: 128, activation: 'relu' }));
    model.add(tfl.layers.dense({ units: 10, activation: 'softmax' }));
    return model;
  }
  const [features = 1, ...units] = network.widths;
  for (const [i, count] of units.entries()) {
    const activation = network.activations[i] ?? 'linear';
    const inputShape = i === 0 ? { inputShape: [features] } : {};
    model.add(tfl.layers.dense({ units: count, activation, ...inputShape }));
    const rate = network.dropout[i];
    if (rate !== undefined) model.add(tfl.layers.dropout({ rate }));
  }
  return model;
}
