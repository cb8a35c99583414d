/** Judging a model on data, in `evaluate` and after each epoch of `fit`. */

import { type CallbackList, DataError, EventLoopBreather, type Logs } from '@myelin/core';
import { allOf } from './all-of.ts';
import { DataPasses } from './data-passes.ts';
import type { ModelRun } from './model-run.ts';
import { Pace } from './pace.ts';
import { type BatchLoop, runBatches } from './run-batches.ts';
import type { BatchWalk, Runner } from './runner.ts';

export interface TestPlan {
  readonly runner: Runner;
  readonly callbacks: CallbackList;
  readonly run: ModelRun;
  readonly breather: EventLoopBreather;
  readonly signal: AbortSignal | undefined;
  /** Batches that are judged, at most; null for all. */
  readonly steps?: number | null;
  /** The option that states them. @defaultValue `'steps'` */
  readonly stepsOption?: string;
}

/**
 * A function that judges the model on all batches and answers with loss and metrics. It stops early, with the values so
 * far, once the signal has fired.
 */
export function tester(plan: TestPlan): () => Promise<Logs> {
  const { runner, callbacks, run, breather, signal } = plan;
  const tell = async (last: number): Promise<void> =>
    callbacks.onTestBatchEnd(last, await runner.read(), run);
  const loop: BatchLoop = {
    pace: new Pace(),
    breather,
    singly: callbacks.hearsEvery('onTestBatchBegin') || callbacks.hearsEvery('onTestBatchEnd'),
    before: (first) =>
      callbacks.hears('onTestBatchBegin') ? callbacks.onTestBatchBegin(first, {}, run) : undefined,
    after: (last) => (callbacks.hears('onTestBatchEnd') ? tell(last) : undefined),
    isOver: () => signal?.aborted === true,
  };
  return async () => {
    await runner.resetMetrics();
    if (callbacks.hears('onTestBegin')) await callbacks.onTestBegin({}, run);
    const walk = firstBatches(plan);
    // Data of which only the first batches were wanted is not at its end.
    const count = await runBatches(loop, walk).finally(() => walk.close());
    if (count === 0) throw emptyError(runner.source.name);
    const logs = await runner.read();
    if (callbacks.hears('onTestEnd')) await callbacks.onTestEnd(logs, run);
    return logs;
  };
}

function firstBatches({ runner, steps = null, stepsOption = 'steps' }: TestPlan): BatchWalk {
  return steps === null ? runner.batches(0) : new DataPasses(runner, steps, stepsOption).epoch(0);
}

/** Judges the model once, and gives back what that took. */
export async function runTest(plan: Omit<TestPlan, 'breather'>): Promise<Logs> {
  try {
    return await tester({ ...plan, breather: new EventLoopBreather() })();
  } finally {
    await allOf([() => plan.run.over(), () => plan.runner.dispose()]);
  }
}

function emptyError(where: string): DataError {
  return new DataError({
    where,
    problem: 'the dataset held no batch',
    fix: 'pass a dataset that is not empty and can be iterated anew each time',
  });
}
