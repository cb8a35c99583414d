import type { NdArray } from 'myelin';
import type { Task } from './tasks.ts';

const batchSize = 32;

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
  const step = async (count: number): Promise<number> => {
    const began = performance.now();
    for (let i = 0; i < count; i++) await network.trainOnBatch(x, y);
    return (performance.now() - began) / count;
  };
  await step(20); // Until then the code is not yet compiled.
  const milliseconds = (await step(10)) * Math.ceil(images.length / batchSize) * epochs;
  network.dispose();
  return Math.max(1, Math.round(milliseconds / 1000));
}
