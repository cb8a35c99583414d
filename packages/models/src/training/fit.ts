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
import type { Execution } from '../programs/execution.ts';
import { callbacksOfRun } from './callbacks-of-run.ts';
import { testOn } from './evaluate.ts';
import type { CheckedFit } from './fit-options.ts';
import { ModelRun } from './model-run.ts';
import { Pace } from './pace.ts';
import { runBatches } from './run-batches.ts';
import type { Runner } from './runner.ts';

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
export async function runFit(plan: FitPlan, execution: Execution): Promise<void> {
  const { model, compilation, options, training, validation, history } = plan;
  const { epochs, initialEpoch, verbose, signal, worker } = options;
  throwIfAborted('fit', signal, 'training had not begun');
  const callbacks = callbacksOfRun(options, history);
  const run = new ModelRun(model, compilation, { epochs, steps: training.steps, verbose });
  const task = { model, compilation };
  const runner = await execution.runner(
    'fit',
    { ...task, kind: 'train', source: training },
    worker,
  );
  let judge: Runner | undefined;
  let logs: Logs = {};
  let finished = initialEpoch;
  try {
    judge =
      validation &&
      (await execution.runner('fit', { ...task, kind: 'test', source: validation }, worker));
    const loop = { signal, runner, judge, callbacks, run, ...loopParts(callbacks) };
    await callbacks.onTrainBegin({}, run);
    while (finished < epochs && run.stopReason === undefined) {
      const epochLogs = await runEpoch(loop, finished);
      if (!epochLogs) break;
      logs = epochLogs;
      finished++;
    }
    const isWhole = finished === epochs || run.stopReason !== undefined;
    // A run that was cut short goes on from the weights as they are, not from their averages.
    if (isWhole) await runner.finish();
    await runner.synchronize();
    await callbacks.onTrainEnd(logs, run);
  } finally {
    judge?.dispose();
    await runner.synchronize();
    runner.dispose();
  }
  if (finished === epochs || run.stopReason !== undefined) return;
  throwIfAborted(
    'fit',
    signal,
    'model.history holds the finished epochs, and fit goes on from here',
  );
}

interface FitLoop {
  readonly signal: AbortSignal | undefined;
  readonly runner: Runner;
  /** Runs validation. */
  readonly judge: Runner | undefined;
  readonly callbacks: CallbackList;
  readonly run: ModelRun;
  readonly breather: EventLoopBreather;
  readonly pace: Pace;
  /** Whether a callback wants every batch. */
  readonly singly: boolean;
}

function loopParts(callbacks: CallbackList): Pick<FitLoop, 'breather' | 'pace' | 'singly'> {
  const singly =
    callbacks.hearsEvery('onTrainBatchBegin') || callbacks.hearsEvery('onTrainBatchEnd');
  return { breather: new EventLoopBreather(), pace: new Pace(), singly };
}

/** Trains one epoch and validates; undefined if the signal fired on the way, so that the epoch is not whole. */
async function runEpoch(loop: FitLoop, epoch: number): Promise<Logs | undefined> {
  const { signal, runner, judge, callbacks, run } = loop;
  runner.resetMetrics();
  if (callbacks.hears('onEpochBegin')) await callbacks.onEpochBegin(epoch, {}, run);
  await trainBatches(loop, epoch);
  if (signal?.aborted) return undefined;
  const reading = runner.read();
  const logs = reading instanceof Promise ? await reading : reading;
  if (judge) {
    const judged = await testOn({ ...loop, runner: judge });
    if (signal?.aborted) return undefined;
    for (const [name, value] of Object.entries(judged)) logs[`val_${name}`] = value;
  }
  const synchronizing = runner.synchronize();
  if (synchronizing) await synchronizing;
  if (callbacks.hears('onEpochEnd')) await callbacks.onEpochEnd(epoch, logs, run);
  return logs;
}

async function trainBatches(loop: FitLoop, epoch: number): Promise<void> {
  const { signal, runner, callbacks, run, singly } = loop;
  const count = await runBatches({
    ...loop,
    walk: runner.batches(epoch),
    before: (first) =>
      callbacks.hears('onTrainBatchBegin')
        ? callbacks.onTrainBatchBegin(first, {}, run)
        : undefined,
    after: (last) => (callbacks.hears('onTrainBatchEnd') ? tell(last) : undefined),
    isOver: () => run.stopReason !== undefined || signal?.aborted === true,
  });
  if (count > 0) return;
  throw new DataError({
    where: 'fit',
    problem: `the dataset held no batch in epoch ${epoch + 1}`,
    fix: 'pass a dataset that is not empty and can be iterated anew each epoch',
  });

  async function tell(last: number): Promise<void> {
    const logs = await runner.read();
    // Who hears of every batch may look at the weights then.
    if (singly) await runner.synchronize();
    await callbacks.onTrainBatchEnd(last, logs, run);
  }
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
