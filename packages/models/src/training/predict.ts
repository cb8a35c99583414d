/** Predictions for many samples, batch by batch. */

import {
  type AnyLayer,
  type CallbackList,
  DataError,
  EventLoopBreather,
  NdArray,
} from '@myelin/core';
import type { BatchSource } from '../data/batch-source.ts';
import { type Inputs, inputShapes } from '../data/inputs.ts';
import { joinRows } from '../data/join-rows.ts';
import type { Execution } from '../programs/execution.ts';
import { outputsOf } from '../programs/outputs-of.ts';
import { predictRows } from '../programs/predict-rows.ts';
import { predictEagerly } from './eager-steps.ts';
import type { ModelRun } from './model-run.ts';

export interface PredictPlan {
  readonly model: AnyLayer;
  readonly execution: Execution;
  readonly source: BatchSource;
  readonly callbacks: CallbackList;
  readonly run: ModelRun;
  readonly signal: AbortSignal | undefined;
}

/** The outputs for all samples, in their order. */
export async function runPredict(plan: PredictPlan): Promise<readonly NdArray[]> {
  try {
    return await predictAll(plan);
  } finally {
    await plan.run.over();
  }
}

async function predictAll(plan: PredictPlan): Promise<readonly NdArray[]> {
  const { source, callbacks, run, signal } = plan;
  const breather = new EventLoopBreather();
  const parts: (readonly NdArray[])[] = [];
  await callbacks.onPredictBegin({}, run);
  const atOnce = source.rows && (await predictRows({ ...plan, rows: source.rows, breather }));
  if (atOnce) {
    await callbacks.onPredictEnd({}, run);
    return atOnce;
  }
  for await (const { x } of source.batches(0)) {
    const batch = parts.length;
    if (callbacks.hears('onPredictBatchBegin')) {
      await callbacks.onPredictBatchBegin(batch, {}, run);
    }
    parts.push(await predictBatch(plan, x));
    if (callbacks.hears('onPredictBatchEnd')) await callbacks.onPredictBatchEnd(batch, {}, run);
    if (breather.isDue) await breather.breathe();
    if (signal?.aborted) break;
  }
  await callbacks.onPredictEnd({}, run);
  return joinBatches(parts);
}

async function predictBatch(
  { model, execution }: PredictPlan,
  x: Inputs,
): Promise<readonly NdArray[]> {
  if (!model.isBuilt) model.buildFor(inputShapes(x));
  const programs = await execution.programs(x);
  const program = await programs?.predict(x);
  if (program && programs) {
    const outputs = outputsOf(program, x);
    return outputs instanceof Promise ? await outputs : outputs;
  }
  execution.records.of('predict', { x }).eagerBatches++;
  const outputs = predictEagerly(model, x);
  try {
    return await Promise.all(outputs.map(async (y) => new NdArray(await y.data(), y.shape)));
  } finally {
    for (const y of outputs) y.dispose();
  }
}

/** The rows of all batches, output by output. */
function joinBatches(batches: readonly (readonly NdArray[])[]): readonly NdArray[] {
  const [first] = batches;
  if (!first) {
    throw new DataError({
      where: 'predict',
      problem: 'the dataset held no batch',
      fix: 'pass a dataset that is not empty',
    });
  }
  return first.map((_, output) => joinRows(batches.map((batch) => batch[output] as NdArray)));
}
