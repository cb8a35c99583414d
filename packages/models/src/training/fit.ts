/** The training loop. */

import {
  AbortError,
  type CallbackList,
  DataError,
  type History,
  type Layer,
  type Logs,
} from '@myelin/core';
import type { Compilation } from '../compile/compilation.ts';
import type { BatchSource } from '../data/batch-source.ts';
import { EventLoopBreather } from '../event-loop.ts';
import { callbacksOfRun } from './callbacks-of-run.ts';
import { runTest } from './evaluate.ts';
import type { CheckedFit } from './fit-options.ts';
import { ModelRun } from './model-run.ts';
import { StepRunner } from './step-runner.ts';

export interface FitPlan {
  readonly model: Layer;
  readonly compilation: Compilation;
  readonly options: CheckedFit;
  /** Filled while training runs, so that nothing is lost when it stops. */
  readonly history: History;
  readonly training: BatchSource;
  readonly validation: BatchSource | undefined;
}

/** Trains, epoch by epoch. */
export async function runFit(plan: FitPlan): Promise<void> {
  const { model, compilation, options, training, history } = plan;
  const { epochs, initialEpoch, verbose, signal } = options;
  throwIfAborted('fit', signal, 'training had not begun');
  const callbacks = callbacksOfRun(options, history);
  const run = new ModelRun(model, compilation, { epochs, steps: training.steps, verbose });
  const runner = new StepRunner(model, compilation);
  const breather = new EventLoopBreather();
  let logs: Logs = {};
  let finished = initialEpoch;
  try {
    await callbacks.onTrainBegin({}, run);
    while (finished < epochs && run.stopReason === undefined) {
      const context = { epoch: finished, runner, callbacks, run, breather };
      const epochLogs = await runEpoch(plan, context);
      if (!epochLogs) break;
      logs = epochLogs;
      finished++;
    }
    const isWhole = finished === epochs || run.stopReason !== undefined;
    // A run that was cut short goes on from the weights as they are, not from their averages.
    if (isWhole) runner.finish();
    await callbacks.onTrainEnd(logs, run);
  } finally {
    runner.dispose();
  }
  if (finished === epochs || run.stopReason !== undefined) return;
  throwIfAborted(
    'fit',
    signal,
    'model.history holds the finished epochs, and fit goes on from here',
  );
}

interface EpochContext {
  readonly epoch: number;
  readonly runner: StepRunner;
  readonly callbacks: CallbackList;
  readonly run: ModelRun;
  readonly breather: EventLoopBreather;
}

/** Trains one epoch and validates; undefined if the signal fired on the way, so that the epoch is not whole. */
async function runEpoch(plan: FitPlan, context: EpochContext): Promise<Logs | undefined> {
  const { validation, options } = plan;
  const { epoch, runner, callbacks, run } = context;
  runner.resetMetrics();
  await callbacks.onEpochBegin(epoch, {}, run);
  await trainBatches(plan, context);
  if (options.signal?.aborted) return undefined;
  const logs = await runner.read();
  if (validation) {
    const judged = await runTest({ ...plan, ...context, source: validation });
    if (options.signal?.aborted) return undefined;
    for (const [name, value] of Object.entries(judged)) logs[`val_${name}`] = value;
  }
  await callbacks.onEpochEnd(epoch, logs, run);
  return logs;
}

async function trainBatches(plan: FitPlan, context: EpochContext): Promise<void> {
  const { training, options } = plan;
  const { epoch, runner, callbacks, run, breather } = context;
  let batchIndex = 0;
  for await (const batch of training.batches(epoch)) {
    await callbacks.onTrainBatchBegin(batchIndex, {}, run);
    runner.train(batch);
    if (callbacks.hears('onTrainBatchEnd')) {
      await callbacks.onTrainBatchEnd(batchIndex, await runner.read(), run);
    }
    await breather.breathe();
    batchIndex++;
    if (run.stopReason !== undefined || options.signal?.aborted) return;
  }
  if (batchIndex > 0) return;
  throw new DataError({
    where: 'fit',
    problem: `the dataset held no batch in epoch ${epoch + 1}`,
    fix: 'pass a dataset that is not empty and can be iterated anew each epoch',
  });
}

/** Throws once a signal has fired. */
export function throwIfAborted(
  where: string,
  signal: AbortSignal | undefined,
  consequence: string,
): void {
  if (!signal?.aborted) return;
  throw new AbortError({
    where,
    problem: `stopped by its abort signal (${String(signal.reason?.message ?? signal.reason)})`,
    fix: `nothing to mend: ${consequence}`,
    cause: signal.reason,
  });
}
