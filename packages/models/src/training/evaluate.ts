/** Judging a model on data, in `evaluate` and after each epoch of `fit`. */

import { type CallbackList, DataError, type Layer, type Logs } from '@myelin/core';
import type { Compilation } from '../compile/compilation.ts';
import type { BatchSource } from '../data/batch-source.ts';
import type { EventLoopBreather } from '../event-loop.ts';
import type { CheckedRun } from './fit-options.ts';
import type { ModelRun } from './model-run.ts';
import { StepRunner } from './step-runner.ts';

export interface TestPlan {
  readonly model: Layer;
  readonly compilation: Compilation;
  readonly source: BatchSource;
  readonly options: CheckedRun;
  readonly callbacks: CallbackList;
  readonly run: ModelRun;
  readonly breather: EventLoopBreather;
}

/** Loss and metrics over all batches. Stops early, with the values so far, once the signal has fired. */
export async function runTest(plan: TestPlan): Promise<Logs> {
  const { model, compilation, source, options, callbacks, run, breather } = plan;
  const runner = new StepRunner(model, compilation);
  let batchIndex = 0;
  try {
    await callbacks.onTestBegin({}, run);
    for await (const batch of source.batches(0)) {
      await callbacks.onTestBatchBegin(batchIndex, {}, run);
      runner.test(batch);
      if (callbacks.hears('onTestBatchEnd')) {
        await callbacks.onTestBatchEnd(batchIndex, await runner.read(), run);
      }
      await breather.breathe();
      batchIndex++;
      if (options.signal?.aborted) break;
    }
    if (batchIndex === 0) {
      throw new DataError({
        where: source.name,
        problem: 'the dataset held no batch',
        fix: 'pass a dataset that is not empty and can be iterated anew each time',
      });
    }
    const logs = await runner.read();
    await callbacks.onTestEnd(logs, run);
    return logs;
  } finally {
    runner.dispose();
  }
}
