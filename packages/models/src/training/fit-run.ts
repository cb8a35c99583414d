import {
  type AnyLayer,
  type CallbackList,
  type Logs,
  NdArray,
  type RunParameters,
  type SavedState,
  type SavedValue,
  StateError,
} from '@myelin/core';
import type { Compilation } from '../compile/compilation.ts';
import type { FedModel } from '../data/read-inputs.ts';
import type { DataPasses } from './data-passes.ts';
import { ModelRun } from './model-run.ts';
import type { Runner } from './runner.ts';
import { readSavedRun } from './saved-run.ts';

/** A model that anybody may tell to stop. */
export type TrainableModel = AnyLayer & FedModel & { stopTraining: boolean };

export interface FitRunParts {
  readonly model: TrainableModel;
  readonly compilation: Compilation;
  readonly parameters: RunParameters;
  readonly callbacks: CallbackList;
  readonly runner: Runner;
  readonly passes: DataPasses;
}

/** A run of `fit`: knows how far it is, and can be saved as a whole and taken up again. */
export class FitRun extends ModelRun {
  /** Epoch to be done, or being done. */
  epoch = 0;
  /** Batches of it that are done. */
  batch = 0;
  /** Values of the last whole epoch. */
  logs: Logs = {};
  readonly #parts: FitRunParts;
  #hasBegun = false;
  #resumed: SavedState | undefined;

  constructor(parts: FitRunParts) {
    super(parts.model, parts.compilation, parts.parameters);
    this.#parts = parts;
  }

  override stop(reason?: string): void {
    super.stop(reason);
    this.#parts.model.stopTraining = true;
  }

  override get stopReason(): string | undefined {
    return (
      super.stopReason ?? (this.#parts.model.stopTraining ? 'model.stopTraining is set' : undefined)
    );
  }

  override saveState(): SavedState {
    const { runner, passes } = this.#parts;
    const { shuffleSeed = null } = runner.source;
    return {
      ...super.saveState(),
      place: { epoch: this.epoch, batch: this.batch, ...passes.place },
      batchesInEpoch: this.parameters.steps,
      shuffleSeed,
      metrics: this.batch === 0 ? null : metricsOf(runner),
      logs: { ...this.logs },
      stopReason: this.stopReason ?? null,
      callbacks: this.#stateful().map((one) => ({
        className: one.constructor.name,
        state: one.saveState?.() ?? null,
      })),
    };
  }

  override resume(state: SavedState): void {
    if (this.#hasBegun) super.resume(state);
    else this.#resumed = state;
  }

  override over(): Promise<void> {
    // What is put back now takes effect at once, even where the run had not come to begin.
    this.#hasBegun = true;
    return super.over();
  }

  /** All callbacks have begun: a state that one of them brought takes effect. */
  begin(): void {
    this.#hasBegun = true;
    const state = this.#resumed;
    this.#resumed = undefined;
    if (state) this.#goOn(state);
  }

  #goOn(state: SavedState): void {
    const { runner, passes } = this.#parts;
    const { callbacks, place, batchesInEpoch, shuffleSeed, ...saved } = readSavedRun(state);
    const stateful = this.#stateful();
    requireSame(
      'callbacks',
      callbacks.map(({ className }) => className),
      stateful.map((one) => one.constructor.name),
    );
    // Where a run stopped within an epoch, its batches must be the same ones.
    if (place.batch > 0)
      requireSame('batches in an epoch', [batchesInEpoch], [this.parameters.steps]);
    // What can fail comes first: a state that does not fit changes nothing.
    const putBack = this.prepareResume(state);
    for (const [i, one] of stateful.entries()) one.loadState?.(callbacks[i]?.state ?? {});
    if (saved.metrics) runner.loadMetrics(saved.metrics.map(({ data }) => data));
    putBack();
    if (shuffleSeed !== null) runner.source.shuffleSeed = shuffleSeed;
    this.epoch = place.epoch;
    this.batch = place.batch;
    passes.resume({ pass: place.pass, offset: place.offset });
    this.logs = saved.logs;
    if (saved.stopReason !== null) this.stop(saved.stopReason);
  }

  #stateful() {
    return this.#parts.callbacks.callbacks.filter((one) => one.saveState !== undefined);
  }
}

function metricsOf(runner: Runner): SavedValue {
  return runner.saveMetrics().map(({ values, shape }) => new NdArray(values, shape));
}

function requireSame(what: string, saved: readonly unknown[], now: readonly unknown[]): void {
  if (String(saved) === String(now)) return;
  throw new StateError({
    where: 'fit',
    problem: `the saved run had other ${what}: ${saved.join(', ') || 'none'}; this one has ${now.join(', ') || 'none'}`,
    fix: 'call fit as it was called when the run was saved, or remove the saved state to begin anew',
  });
}
