/** The training loop. */

import {
  AbortError,
  type CallbackList,
  DataError,
  EventLoopBreather,
  type History,
  type Logs,
} from '@myelin/core';
import type { Compilation } from '../compile/compilation.ts';
import type { BatchSource } from '../data/batch-source.ts';
import type { Execution } from '../programs/execution.ts';
import { allOf } from './all-of.ts';
import { callbacksOfRun } from './callbacks-of-run.ts';
import { DataPasses } from './data-passes.ts';
import { tester } from './evaluate.ts';
import type { CheckedFit } from './fit-options.ts';
import { FitRun, type TrainableModel } from './fit-run.ts';
import { Pace } from './pace.ts';
import { type BatchLoop, runBatches } from './run-batches.ts';
import type { Runner } from './runner.ts';

export interface FitPlan {
  readonly model: TrainableModel;
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
  const { epochs, initialEpoch, stepsPerEpoch, verbose, signal, worker } = options;
  throwIfAborted('fit', signal, 'training had not begun');
  const callbacks = callbacksOfRun(options, history);
  const parameters = { epochs, steps: stepsPerEpoch ?? training.steps, verbose };
  const task = { model, compilation };
  const runner = await execution.runner(
    'fit',
    { ...task, kind: 'train', source: training },
    worker,
  );
  let judge: Runner | undefined;
  const passes = new DataPasses(runner, stepsPerEpoch);
  const run = new FitRun({ ...task, parameters, callbacks, runner, passes });
  run.epoch = initialEpoch;
  const isOver = (): boolean => run.epoch >= epochs || run.stopReason !== undefined;
  await allOf([
    async () => {
      judge =
        validation &&
        (await execution.runner('fit', { ...task, kind: 'test', source: validation }, worker));
      const parts = { signal, runner, callbacks, run, breather: new EventLoopBreather() };
      const { validationSteps: steps, validationFreq } = options;
      const judging = { runner: judge, steps, stepsOption: 'validationSteps' };
      const validate = judge && tester({ ...parts, ...judging, runner: judge });
      const loop = { ...parts, passes, validate, validationFreq, batches: batchLoop(parts) };
      model.stopTraining = false;
      await callbacks.onTrainBegin({}, run);
      run.begin();
      while (!isOver()) if (!(await runEpoch(loop))) break;
      run.unswapAverages();
      // A run that was cut short goes on from the weights as they are, not from their averages.
      if (isOver()) await runner.finish();
      await runner.synchronize();
      await callbacks.onTrainEnd(run.logs, run);
    },
    () => passes.close(),
    () => judge?.dispose(),
    () => runner.synchronize(),
    () => run.over(),
    () => runner.dispose(),
  ]);
  if (isOver()) return;
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
  readonly run: FitRun;
  readonly breather: EventLoopBreather;
}

interface FitLoop extends FitParts {
  readonly passes: DataPasses;
  readonly batches: BatchLoop;
  readonly validate: (() => Promise<Logs>) | undefined;
  /** Epochs from one validation to the next, or those after which there is one, counted from 1. */
  readonly validationFreq: number | readonly number[];
}

function batchLoop({ signal, runner, callbacks, run, breather }: FitParts): BatchLoop {
  const singly =
    callbacks.hearsEvery('onTrainBatchBegin') || callbacks.hearsEvery('onTrainBatchEnd');
  const tell = async (last: number, isDue: boolean): Promise<void> => {
    const logs = await runner.read();
    // Who must hear of this batch may look at the weights.
    if (singly || isDue) await runner.synchronize();
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
    after: (last, isDue) => {
      run.batch = last + 1;
      return isDue || callbacks.hears('onTrainBatchEnd') ? tell(last, isDue) : undefined;
    },
    batchesToNext: () => callbacks.batchesToNext(run),
    isOver: () => run.stopReason !== undefined || signal?.aborted === true,
  };
}

/** Trains one epoch and validates. False if the signal fired on the way, so that the epoch is not whole. */
async function runEpoch(loop: FitLoop): Promise<boolean> {
  const { signal, runner, callbacks, run, passes, validate } = loop;
  const { epoch, batch } = run;
  // An epoch that is taken up again has begun already. There are short ones by the thousand: what need not be waited for
  // is not.
  const reset = batch === 0 && runner.resetMetrics();
  if (reset) await reset;
  if (batch === 0 && callbacks.hears('onEpochBegin')) await callbacks.onEpochBegin(epoch, {}, run);
  const count = await runBatches(loop.batches, passes.epoch(epoch, batch), batch);
  if (count === 0) throw emptyError(epoch);
  if (signal?.aborted) return false;
  const reading = runner.read();
  const logs = reading instanceof Promise ? await reading : reading;
  if (validate && isDue(epoch, loop.validationFreq)) {
    // Whoever hears that validation begins may look at the weights, and change them.
    if (callbacks.hears('onTestBegin')) await runner.synchronize();
    const judged = await validate();
    if (signal?.aborted) return false;
    for (const [name, value] of Object.entries(judged)) logs[`val_${name}`] = value;
  }
  const synchronizing = runner.synchronize();
  if (synchronizing) await synchronizing;
  run.logs = logs;
  run.epoch = epoch + 1;
  run.batch = 0;
  if (callbacks.hears('onEpochEnd')) await callbacks.onEpochEnd(epoch, logs, run);
  return true;
}

function isDue(epoch: number, validationFreq: number | readonly number[]): boolean {
  const number = epoch + 1;
  return typeof validationFreq === 'number'
    ? number % validationFreq === 0
    : validationFreq.includes(number);
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
