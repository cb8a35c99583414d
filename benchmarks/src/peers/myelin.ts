import {
  Conv2D,
  Dense,
  Dropout,
  Flatten,
  type Layer,
  MaxPooling2D,
  Sequential,
  useBackend,
} from 'myelin';
import { type Measurement, measurement, type Network, type Workload } from '../workload.ts';

/** Trains a workload with Myelin on one of its backends. */
export async function runMyelin(
  workload: Workload,
  rows: number,
  backendName: string,
): Promise<Measurement> {
  const { backend } = await useBackend(backendName);
  const { x, y } = await workload.load(rows);
  using model = new Sequential(layersOf(workload.network));
  const metrics = workload.loss === 'mean_squared_error' ? [] : (['accuracy'] as const);
  model.compile({ optimizer: 'adam', loss: workload.loss, metrics });
  const options = { batchSize: workload.batchSize, verbose: 0 } as const;
  await model.fit(x, y, { ...options, epochs: 1 });
  const start = performance.now();
  await model.fit(x, y, { ...options, epochs: workload.epochs });
  const seconds = (performance.now() - start) / 1000;
  return measurement(`myelin-${backend.name}`, workload, x.length, seconds);
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
