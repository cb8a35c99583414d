/** Workloads done with Myelin, on the backend in use. */

import type { Sequential } from 'myelin';
import { noise } from '../data.ts';
import { type Measurement, predictionMeasurement, trainingMeasurement } from '../measurement.ts';
import type { Extent, Prediction, Training, Workload } from '../workload.ts';
import { myelinModel } from './myelin-model.ts';
import { timeCalls } from './time-calls.ts';

/** How a workload is done, and under what name it is reported. */
export interface MyelinTask {
  readonly peer: string;
  readonly workload: Workload;
  readonly extent: Extent;
  readonly isEager: boolean;
}

/** Does a workload, warm-up included. */
export async function workWithMyelin(task: MyelinTask): Promise<Measurement> {
  const { workload, isEager } = task;
  const loss =
    workload.kind === 'training' ? workload.loss : ('sparse_categorical_crossentropy' as const);
  using model = myelinModel(workload.network, loss, isEager);
  return workload.kind === 'training'
    ? await train(model, workload, task)
    : await predict(model, workload, task);
}

async function train(
  model: Sequential,
  work: Training,
  { peer, extent }: MyelinTask,
): Promise<Measurement> {
  const { x, y } = await work.load(extent.rows);
  const options = { batchSize: work.batchSize, verbose: 0 } as const;
  await warmUp(() => model.fit(x, y, { ...options, epochs: 1 }));
  const start = performance.now();
  await model.fit(x, y, { ...options, epochs: extent.repeats });
  const seconds = (performance.now() - start) / 1000;
  return trainingMeasurement(peer, work, { ...extent, rows: x.length }, seconds);
}

/** Milliseconds of training that are not timed: JavaScript gets fast by being run, other peers by being compiled. */
const WARM_UP = 500;

async function warmUp(epoch: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  do await epoch();
  while (performance.now() - start < WARM_UP);
}

async function predict(
  model: Sequential,
  work: Prediction,
  { peer, extent }: MyelinTask,
): Promise<Measurement> {
  const features = work.network.kind === 'dense' ? (work.network.widths[0] ?? 1) : 1;
  const { rows, repeats } = extent;
  const x = noise(rows === 1 ? 1000 : rows, features);
  const verbose = 0;
  if (rows > 1) {
    const seconds = await timeCalls(repeats, () => model.predict(x, { verbose }));
    return predictionMeasurement(peer, work, extent, seconds);
  }
  const single = Array.from({ length: x.length }, (_, i) => x.slice(i, i + 1));
  // The synchronous call compiles beside the first calls; a server waits for that once, when it starts.
  await model.predict(x.slice(0, 1), { verbose });
  const call = (i: number) => model.predictOnBatch(single[i % single.length] ?? x);
  return predictionMeasurement(peer, work, extent, await timeCalls(repeats, call));
}
