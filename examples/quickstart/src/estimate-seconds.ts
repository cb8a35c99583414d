import type { NdArray } from 'myelin';
import type { Task } from './tasks.ts';

const batchSize = 32;
const steps = 40;

/** Roughly how long training will take here, measured on a few steps of a network that is thrown away. */
export async function estimateSeconds(
  task: Task,
  images: NdArray,
  labels: NdArray,
  epochs: number,
): Promise<number> {
  const network = task.network();
  network.compile({ optimizer: 'adam', loss: 'sparse_categorical_crossentropy' });
  const x = images.slice(0, batchSize);
  const y = labels.slice(0, batchSize);
  const times: number[] = [];
  for (let i = 0; i < steps; i++) {
    const began = performance.now();
    await network.trainOnBatch(x, y);
    times.push(performance.now() - began);
  }
  network.dispose();
  // The first steps are slow, since the machine compiles the code; so a quarter of the way up, not the mean.
  const typical = times.sort((a, b) => a - b)[steps / 4] ?? 0;
  const milliseconds = typical * Math.ceil(images.length / batchSize) * epochs;
  return Math.max(1, Math.round(milliseconds / 1000));
}
