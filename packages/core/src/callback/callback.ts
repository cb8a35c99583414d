import type { Logs, TrainingRun } from './training-run.ts';

type Awaitable = void | Promise<void>;

/**
 * Code that runs at given moments of `fit`, `evaluate` and `predict`.
 *
 * Override the hooks you need. Hooks may be asynchronous: training waits. `epoch` and `batch` count from 0.
 * `logs` holds the values so far; during `fit`, one object an epoch that all callbacks share.
 *
 * @example
 * class Announce extends Callback {
 *   override onEpochEnd(epoch: number, logs: Logs): void {
 *     console.log(epoch, logs.loss);
 *   }
 * }
 */
export abstract class Callback {
  onTrainBegin?(logs: Logs, run: TrainingRun): Awaitable;
  onTrainEnd?(logs: Logs, run: TrainingRun): Awaitable;
  onEpochBegin?(epoch: number, logs: Logs, run: TrainingRun): Awaitable;
  onEpochEnd?(epoch: number, logs: Logs, run: TrainingRun): Awaitable;
  onTrainBatchBegin?(batch: number, logs: Logs, run: TrainingRun): Awaitable;
  onTrainBatchEnd?(batch: number, logs: Logs, run: TrainingRun): Awaitable;
  onTestBegin?(logs: Logs, run: TrainingRun): Awaitable;
  onTestEnd?(logs: Logs, run: TrainingRun): Awaitable;
  onTestBatchBegin?(batch: number, logs: Logs, run: TrainingRun): Awaitable;
  onTestBatchEnd?(batch: number, logs: Logs, run: TrainingRun): Awaitable;
  onPredictBegin?(logs: Logs, run: TrainingRun): Awaitable;
  onPredictEnd?(logs: Logs, run: TrainingRun): Awaitable;
  onPredictBatchBegin?(batch: number, logs: Logs, run: TrainingRun): Awaitable;
  onPredictBatchEnd?(batch: number, logs: Logs, run: TrainingRun): Awaitable;
}
