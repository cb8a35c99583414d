import type { SavedState } from '../state/saved-state.ts';
import type { Logs, TrainingRun } from './training-run.ts';

type Awaitable = void | Promise<void>;

/**
 * Code that runs at given moments of `fit`, `evaluate` and `predict`.
 *
 * Override the hooks you need. Hooks may be asynchronous: training waits. `epoch` and `batch` count from 0.
 * `logs` holds the values so far, sorted by name; what one callback adds to it, those after it see.
 * A callback that keeps state resets it in its `…Begin` hook, so that it serves one run after another.
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

  /**
   * Whether the callback wants the next call of a hook that it implements. Absent: it wants every call.
   *
   * For callbacks that only sample, like a progress bar: while they say no, `fit` need not wait for the values of
   * a batch. They may be called nevertheless, when another callback wants the same hook.
   */
  wants?(hook: HookName): boolean;

  /**
   * For callbacks that act on some batches only: how many batches may pass, at most, until `onTrainBatchEnd` must be
   * called; 1 is the very next, infinity none. Asked when an epoch begins and after each call of `onTrainBatchEnd`;
   * `fit` runs the batches in between without a stop. Calls may come earlier too, when another callback wants them.
   */
  batchesToNext?(run: TrainingRun): number;

  /**
   * What must be remembered so that a run which is taken up again goes on as if it had never been interrupted. Called
   * between hooks.
   */
  saveState?(): SavedState;

  /** Goes on from what {@link saveState} gave; called after `onTrainBegin`. */
  loadState?(state: SavedState): void;
}

/** The moments at which callbacks are called: `'onEpochEnd'`. */
export type HookName = Extract<keyof Callback, `on${string}`>;
