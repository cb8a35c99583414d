/** Times a training, and prints the measurements of its first batch and of the batches after it. */

import type { Model, NdArray, Sequential } from 'myelin';
import { median } from '../compare/statistics.ts';
import { trainingMeasurement } from '../measurement.ts';

export interface TimedTraining {
  readonly work: string;
  readonly model: Pick<Model | Sequential, 'explain' | 'dispose'> & {
    fit(x: NdArray, y: NdArray, options: object): Promise<unknown>;
  };
  /** Whole batches. */
  readonly x: NdArray;
  readonly y: NdArray;
  readonly batchSize: number;
}

const EPOCHS = 5;

/** The first batch, compilation included; an epoch to warm up; the median of further ones. */
export async function timeTraining(training: TimedTraining): Promise<void> {
  const { work, model, x, y, batchSize } = training;
  const trainOn = async (count: number): Promise<number> => {
    const start = performance.now();
    const options = { batchSize, epochs: 1, shuffle: false, verbose: 0 };
    await model.fit(x.slice(0, count), y.slice(0, count), options);
    return (performance.now() - start) / 1000;
  };
  const print = (name: string, rows: number, seconds: number): void => {
    const extent = { rows, repeats: 1 };
    const line = trainingMeasurement('myelin-cpu', { name, batchSize }, extent, seconds);
    console.log(JSON.stringify(line));
  };
  print(`${work}_first`, batchSize, await trainOn(batchSize));
  await trainOn(x.length);
  const times: number[] = [];
  for (let epoch = 0; epoch < EPOCHS; epoch++) times.push(await trainOn(x.length));
  print(work, x.length, median(times));
  if (process.env.MYELIN_EXPLAIN) console.error(model.explain());
  model.dispose();
}
