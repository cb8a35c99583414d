/** The training loop. */

import {
  AbortError,
  type CallbackList,
  DataError,
  EventLoopBreather,
  type History,
  type Layer,
  type Logs,
} from '@myelin/core';
import type { Compilation } from '../compile/compilation.ts';
import type { BatchSource } from '../data/batch-source.ts';
import type { Execution } from '../programs/execution.ts';
import { callbacksOfRun } from './callbacks-of-run.ts';
import { tester } from './evaluate.ts';
import type { CheckedFit } from './fit-options.ts';
import { ModelRun } from './model-run.ts';
import { Pace } from './pace.ts';
import { type BatchLoop, runBatches } from './run-batches.ts';
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
    const parts = { signal, runner, callbacks, run, breather: new EventLoopBreather() };
    const validate = judge && tester({ ...parts, runner: judge });
    const loop = { ...parts, validate, batches: batchLoop(parts) };
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

interface FitParts {
  readonly signal: AbortSignal | undefined;
  readonly runner: Runner;
  readonly callbacks: CallbackList;
  readonly run: ModelRun;
  readonly breather: EventLoopBreather;
}

interface FitLoop extends FitParts {
  readonly batches: BatchLoop;
  readonly validate: (() => Promise<Logs>) | undefined;
}

function batchLoop({ signal, runner, callbacks, run, breather }: FitParts): BatchLoop {
  const singly =
    callbacks.hearsEvery('onTrainBatchBegin') || callbacks.hearsEvery('onTrainBatchEnd');
  const tell = async (last: number): Promise<void> => {
    const logs = await runner.read();
    // Who hears of every batch may look at the weights then.
    if (singly) await runner.synchronize();
    await callbacks.onTrainBatchEnd(last, logs, run);
  };
  return {
    pace: new Pace(),
    breather,
    singly,
    before: (first) =>
      callbacks.hears('onTrainBatchBegin')
        ? callbacks.onTrainBatchBegin(first, {}, run)
        : undefined,
    after: (last) => (callbacks.hears('onTrainBatchEnd') ? tell(last) : undefined),
    isOver: () => run.stopReason !== undefined || signal?.aborted === true,
  };
}

/** Trains one epoch and validates; undefined if the signal fired on the way, so that the epoch is not whole. */
async function runEpoch(loop: FitLoop, epoch: number): Promise<Logs | undefined> {
  const { signal, runner, callbacks, run, validate } = loop;
  // There are short epochs by the thousand: what need not be waited for is not.
  const reset = runner.resetMetrics();
  if (reset) await reset;
  if (callbacks.hears('onEpochBegin')) await callbacks.onEpochBegin(epoch, {}, run);
  const count = await runBatches(loop.batches, runner.batches(epoch));
  if (count === 0) throw emptyError(epoch);
  if (signal?.aborted) return undefined;
  const reading = runner.read();
  const logs = reading instanceof Promise ? await reading : reading;
  if (validate) {
    const judged = await validate();
    if (signal?.aborted) return undefined;
    for (const [name, value] of Object.entries(judged)) logs[`val_${name}`] = value;
  }
  const synchronizing = runner.synchronize();
  if (synchronizing) await synchronizing;
  if (callbacks.hears('onEpochEnd')) await callbacks.onEpochEnd(epoch, logs, run);
  return logs;
}

function emptyError(epoch: number): DataError {
  return new DataError({
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
