/** A process that does one workload with Myelin and prints the measurement. */

import { useBackend } from 'myelin';
import { noise } from '../data.ts';
import { type Measurement, predictionMeasurement, trainingMeasurement } from '../measurement.ts';
import type { Prediction, Training } from '../workload.ts';
import { myelinModel } from './myelin-model.ts';
import { readTask, type Task } from './read-task.ts';
import { timeCalls } from './time-calls.ts';

const task = readTask();
await useBackend(task.backend);
const { workload } = task;
const done =
  workload.kind === 'training' ? await train(task, workload) : await predict(task, workload);
console.log(JSON.stringify(done));

async function train({ peer, extent, isEager }: Task, work: Training): Promise<Measurement> {
  const { x, y } = await work.load(extent.rows);
  using model = myelinModel(work.network, work.loss, isEager);
  const options = { batchSize: work.batchSize, verbose: 0 } as const;
  await model.fit(x, y, { ...options, epochs: 1 });
  const start = performance.now();
  await model.fit(x, y, { ...options, epochs: extent.repeats });
  const seconds = (performance.now() - start) / 1000;
  return trainingMeasurement(peer, work, { ...extent, rows: x.length }, seconds);
}

async function predict({ peer, extent, isEager }: Task, work: Prediction): Promise<Measurement> {
  const features = work.network.kind === 'dense' ? (work.network.widths[0] ?? 1) : 1;
  using model = myelinModel(work.network, 'sparse_categorical_crossentropy', isEager);
  const { rows, repeats } = extent;
  if (rows === 1) {
    const x = noise(1000, features);
    const single = Array.from({ length: 1000 }, (_, i) => x.slice(i, i + 1));
    const call = (i: number) => model.predictOnBatch(single[i % 1000] ?? x);
    return predictionMeasurement(peer, work, extent, await timeCalls(repeats, call));
  }
  const x = noise(rows, features);
  const call = () => model.predict(x, { verbose: 0 });
  return predictionMeasurement(peer, work, extent, await timeCalls(repeats, call));
}
