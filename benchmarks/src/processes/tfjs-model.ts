import * as tfl from '@tensorflow/tfjs-layers';
import type { Loss, Network } from '../workload.ts';

const LOSSES = {
  sparse_categorical_crossentropy: 'sparseCategoricalCrossentropy',
  binary_crossentropy: 'binaryCrossentropy',
  mean_squared_error: 'meanSquaredError',
} as const;

/** A model of the network, ready to train. */
export function tfjsModel(network: Network, loss: Loss): tfl.Sequential {
  const model = layered(network);
  const metrics = loss === 'mean_squared_error' ? [] : ['accuracy'];
  model.compile({ optimizer: 'adam', loss: LOSSES[loss], metrics });
  return model;
}

function layered(network: Network): tfl.Sequential {
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
