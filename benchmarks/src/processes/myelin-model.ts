import {
  Conv2D,
  Dense,
  Dropout,
  Flatten,
  type Layer,
  MaxPooling2D,
  type Optimizer,
  type OptimizerName,
  Sequential,
} from 'myelin';
import type { Loss, Network } from '../workload.ts';

/** A model of the network, ready to train; `isEager` if its steps are not to be compiled. */
export function myelinModel(
  network: Network,
  loss: Loss,
  isEager: boolean,
  optimizer: Optimizer | OptimizerName = 'adam',
): Sequential {
  const model = new Sequential(layersOf(network));
  const metrics = loss === 'mean_squared_error' ? [] : (['accuracy'] as const);
  model.compile({ optimizer, loss, metrics, ...(isEager && { jitCompile: false }) });
  return model;
}

function layersOf(network: Network): Layer[] {
  if (network.kind === 'cnn') {
    return [
      new Conv2D({ filters: 32, kernelSize: 3, activation: 'relu', inputShape: [28, 28, 1] }),
      new MaxPooling2D({ poolSize: 2 }),
      new Conv2D({ filters: 64, kernelSize: 3, activation: 'relu' }),
      new MaxPooling2D({ poolSize: 2 }),
      new Flatten(),
      new Dense({ units: 128, activation: 'relu' }),
      new Dense({ units: 10, activation: 'softmax' }),
    ];
  }
  const { widths, activations, dropout } = network;
  const [features = 1, ...units] = widths;
  return units.flatMap((count, i) => {
    const rate = dropout[i];
    const dense = new Dense({
      units: count,
      activation: activations[i] ?? 'linear',
      ...(i === 0 && { inputShape: [features] }),
    });
    return rate === undefined ? [dense] : [dense, new Dropout({ rate })];
  });
}
