/** Judging a model on data, in `evaluate` and after each epoch of `fit`. */

import { type CallbackList, DataError, type Logs } from '@myelin/core';
import type { EventLoopBreather } from '../event-loop.ts';
import type { ModelRun } from './model-run.ts';
import { Pace } from './pace.ts';
import { runBatches } from './run-batches.ts';
import type { Runner } from './runner.ts';

export interface TestPlan {
  readonly runner: Runner;
  readonly callbacks: CallbackList;
  readonly run: ModelRun;
  readonly breather: EventLoopBreather;
  readonly signal: AbortSignal | undefined;
}

/** Loss and metrics over all batches. Stops early, with the values so far, once the signal has fired. */
export async function testOn(plan: TestPlan): Promise<Logs> {
  const { runner, callbacks, run, breather, signal } = plan;
  runner.resetMetrics();
  if (callbacks.hears('onTestBegin')) await callbacks.onTestBegin({}, run);
  const count = await runBatches({
    walk: runner.batches(0),
    pace: new Pace(),
    breather,
    singly: callbacks.hearsEvery('onTestBatchBegin') || callbacks.hearsEvery('onTestBatchEnd'),
    before: (first) =>
      callbacks.hears('onTestBatchBegin') ? callbacks.onTestBatchBegin(first, {}, run) : undefined,
    after: (last) => (callbacks.hears('onTestBatchEnd') ? tell(last) : undefined),
    isOver: () => signal?.aborted === true,
  });
  if (count === 0) {
    throw new DataError({
      where: runner.source.name,
      problem: 'the dataset held no batch',
      fix: 'pass a dataset that is not empty and can be iterated anew each time',
    });
  }
  const logs = await runner.read();
  if (callbacks.hears('onTestEnd')) await callbacks.onTestEnd(logs, run);
  return logs;

  async function tell(last: number): Promise<void> {
    await callbacks.onTestBatchEnd(last, await runner.read(), run);
  }
}
