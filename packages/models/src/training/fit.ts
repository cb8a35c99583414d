/** The training loop. */

import {
  AbortError,
  ArgumentError,
  CallbackList,
  formatShape,
  type History,
  type Layer,
  type Logs,
  ProgressBar,
} from '@myelin/core';
import type { Compilation } from '../compile/compilation.ts';
import { type BatchSource, requireBatch } from '../data/batch-source.ts';
import { runTest } from './evaluate.ts';
import { EventLoopBreather } from './event-loop.ts';
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
  const { epochs, initialEpoch, verbose } = options;
  const given = options.callbacks;
  const bar = given.find((one) => one instanceof ProgressBar) ?? new ProgressBar();
  const own = verbose === 0 ? [history] : [history, bar];
  const callbacks = new CallbackList([...given, ...own.filter((one) => !given.includes(one))]);
  const run = new ModelRun(model, compilation, { epochs, steps: training.steps, verbose });
  const runner = new StepRunner(model, compilation);
  let logs: Logs = {};
  try {
    await callbacks.onTrainBegin({}, run);
    for (let epoch = initialEpoch; epoch < epochs; epoch++) {
      runner.resetMetrics();
      await callbacks.onEpochBegin(epoch, {}, run);
      logs = await trainEpoch(plan, { epoch, runner, callbacks, run });
      if (plan.validation) {
        const judged = await runTest({ ...plan, source: plan.validation, callbacks, run });
        for (const [name, value] of Object.entries(judged)) logs[`val_${name}`] = value;
      }
      await callbacks.onEpochEnd(epoch, logs, run);
      if (run.stopReason !== undefined || options.signal?.aborted) break;
    }
    runner.finish();
    await callbacks.onTrainEnd(logs, run);
  } finally {
    runner.dispose();
  }
  throwIfAborted('fit', options.signal, 'the weights are those after the last finished batch');
}

interface EpochContext {
  readonly epoch: number;
  readonly runner: StepRunner;
  readonly callbacks: CallbackList;
  readonly run: ModelRun;
}

/** All batches of one epoch; returns the logs at its end. */
async function trainEpoch(plan: FitPlan, context: EpochContext): Promise<Logs> {
  const { training, options } = plan;
  const { epoch, runner, callbacks, run } = context;
  const breather = new EventLoopBreather();
  let batchIndex = 0;
  for await (const batch of training.batches(epoch)) {
    requireBatch('fit', batch, true);
    await callbacks.onTrainBatchBegin(batchIndex, {}, run);
    runner.train(batch);
    if (callbacks.hears('onTrainBatchEnd')) {
      await callbacks.onTrainBatchEnd(batchIndex, await runner.read(), run);
    }
    await breather.breathe();
    batchIndex++;
    if (run.stopReason !== undefined || options.signal?.aborted) break;
  }
  if (batchIndex === 0) {
    throw new ArgumentError({
      where: 'fit',
      problem: `the dataset held no batch in epoch ${epoch + 1}, received ${formatShape([0])}`,
      fix: 'pass a dataset that can be iterated anew each epoch and is not empty',
    });
  }
  return runner.read();
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
