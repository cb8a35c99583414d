/** Predictions for many samples, batch by batch. */

import {
  type CallbackList,
  DataError,
  type Layer,
  NdArray,
  Pass,
  shapeSize,
  tensor,
  tidy,
} from '@myelin/core';
import type { BatchSource } from '../data/batch-source.ts';
import { EventLoopBreather } from '../event-loop.ts';
import type { ModelRun } from './model-run.ts';

export interface PredictPlan {
  readonly model: Layer;
  readonly source: BatchSource;
  readonly callbacks: CallbackList;
  readonly run: ModelRun;
  readonly signal: AbortSignal | undefined;
}

/** The outputs for all samples, in their order. */
export async function runPredict(plan: PredictPlan): Promise<NdArray> {
  const { model, source, callbacks, run, signal } = plan;
  const breather = new EventLoopBreather();
  const parts: NdArray[] = [];
  await callbacks.onPredictBegin({}, run);
  for await (const batch of source.batches(0)) {
    await callbacks.onPredictBatchBegin(parts.length, {}, run);
    const y = tidy(() => model.forward(tensor(batch.x, 'float32'), new Pass()));
    parts.push(new NdArray(await y.data(), y.shape));
    y.dispose();
    await callbacks.onPredictBatchEnd(parts.length - 1, {}, run);
    await breather.breathe();
    if (signal?.aborted) break;
  }
  await callbacks.onPredictEnd({}, run);
  return joinRows(parts);
}

function joinRows(parts: readonly NdArray[]): NdArray {
  const [first] = parts;
  if (!first) {
    throw new DataError({
      where: 'predict',
      problem: 'the dataset held no batch',
      fix: 'pass a dataset that is not empty',
    });
  }
  if (parts.length === 1) return first;
  const shape = [parts.reduce((rows, part) => rows + part.length, 0), ...first.shape.slice(1)];
  const data = new Float32Array(shapeSize(shape));
  let offset = 0;
  for (const part of parts) {
    data.set(part.data, offset);
    offset += part.size;
  }
  return new NdArray(data, shape);
}
