/** A process that does one workload with tfjs-layers, on a backend of tfjs's own, and prints the measurement. */

import * as tf from '@tensorflow/tfjs-core';
import { noise } from '../data.ts';
import { type Measurement, predictionMeasurement, trainingMeasurement } from '../measurement.ts';
import type { Prediction, Training } from '../workload.ts';
import { readTask, type Task } from './read-task.ts';
import { tfjsModel } from './tfjs-model.ts';
import { timeCalls } from './time-calls.ts';

const task = readTask();
// Myelin brings data only; its kernels come with its backends, which this process does not load.
if (task.backend === 'wasm') await import('@tensorflow/tfjs-backend-wasm');
else await import('@tensorflow/tfjs-backend-cpu');
await tf.setBackend(task.backend);
const { workload } = task;
const done =
  workload.kind === 'training' ? await train(task, workload) : await predict(task, workload);
console.log(JSON.stringify(done));

async function train({ peer, extent }: Task, work: Training): Promise<Measurement> {
  const { x, y } = await work.load(extent.rows);
  const xs = tf.tensor(Float32Array.from(x.data), [...x.shape], 'float32');
  const ys = tf.tensor(Float32Array.from(y.data), [y.length, 1], 'float32');
  const model = tfjsModel(work.network, work.loss);
  const options = { batchSize: work.batchSize, verbose: 0 } as const;
  await model.fit(xs, ys, { ...options, epochs: 1 });
  const start = performance.now();
  await model.fit(xs, ys, { ...options, epochs: extent.repeats });
  const seconds = (performance.now() - start) / 1000;
  return trainingMeasurement(peer, work, { ...extent, rows: x.length }, seconds);
}

async function predict({ peer, extent }: Task, work: Prediction): Promise<Measurement> {
  const model = tfjsModel(work.network, 'sparse_categorical_crossentropy');
  const { rows, repeats } = extent;
  const features = work.network.kind === 'dense' ? (work.network.widths[0] ?? 1) : 1;
  const { data } = noise(rows, features);
  const call = (): void =>
    tf.tidy(() => {
      const answer = model.predict(tf.tensor(data, [rows, features], 'float32'));
      for (const tensor of [answer].flat()) tensor.dataSync();
    });
  return predictionMeasurement(peer, work, extent, await timeCalls(repeats, call));
}
