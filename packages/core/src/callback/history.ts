import type { SavedState } from '../state/saved-state.ts';
import { Callback } from './callback.ts';
import type { Logs, RunParameters, TrainingRun } from './training-run.ts';

/**
 * Record of a training: what `fit` returns.
 *
 * @example
 * const { history } = await model.fit(x, y, { epochs: 3 });
 * history.loss // => [0.9, 0.5, 0.4]
 */
export class History extends Callback {
  /** Values by name, one an epoch: `{ loss: [0.9, 0.5], val_loss: [1.0, 0.7] }`. */
  history: Record<string, number[]> = {};
  /** Epochs that were run, counted from 0. */
  epoch: number[] = [];
  /** What the run was about; undefined before the first run. */
  params: RunParameters | undefined;

  override onTrainBegin(_logs: Logs, run: TrainingRun): void {
    this.history = {};
    this.epoch = [];
    this.params = run.parameters;
  }

  override onEpochEnd(epoch: number, logs: Logs, run: TrainingRun): void {
    this.params = run.parameters;
    this.epoch.push(epoch);
    for (const [name, value] of Object.entries(logs)) {
      const values = this.history[name] ?? [];
      values.push(value);
      this.history[name] = values;
    }
  }

  override saveState(): SavedState {
    return { epoch: [...this.epoch], history: structuredClone(this.history) };
  }

  override loadState({ epoch, history }: SavedState): void {
    this.epoch = [...(epoch as readonly number[])];
    this.history = structuredClone(history as Record<string, number[]>);
  }
}
