import type { FileStore, Logs, SavedState, TextOutput, TrainingRun } from '@myelin/core';
import {
  Callback,
  formatFixed,
  localFiles,
  requireBoolean,
  required,
  requireNumber,
  requireWholeNumber,
  resolveOptions,
  standardOutput,
  writeState,
} from '@myelin/core';
import { CheckpointPath } from './model-checkpoint-path.ts';
import type { MonitorOptions } from './monitor.ts';
import { Monitor } from './monitor.ts';
import type { SaveFreq } from './save-frequency.ts';
import { SaveFrequency } from './save-frequency.ts';

export interface ModelCheckpointOptions extends Omit<MonitorOptions, 'minDelta'> {
  /**
   * Path of the file, ending in `.safetensors`. `{epoch}`, counted from 1, `{batch}` and names of logged values stand for
   * their values, formatted as in Python: `'{epoch:02d}-{val_loss:.2f}.safetensors'`.
   */
  readonly filepath: string;
  /** 1 says what is saved, and why. @defaultValue `0` */
  readonly verbose?: 0 | 1;
  /** Save only when the value is better than all before. @defaultValue `false` */
  readonly saveBestOnly?: boolean;
  /** Save the weights, not the whole state of the training. @defaultValue `false` */
  readonly saveWeightsOnly?: boolean;
  /** `'epoch'`: after each epoch; a number: after so many batches. @defaultValue `'epoch'` */
  readonly saveFreq?: SaveFreq;
  /** Value that the first one that is saved must beat, with `saveBestOnly`; null for none. @defaultValue `null` */
  readonly initialValueThreshold?: number | null;
  /** Where messages go. @defaultValue the standard output of the process, or the console */
  readonly output?: TextOutput;
  /** Where the file is kept. @defaultValue the files of this computer, or the private ones of the page's origin */
  readonly files?: FileStore;
}

/**
 * Saves the model while it trains: after each epoch, after some batches, or whenever a logged value is the best so far.
 *
 * The file holds a state that `readState` reads: `{ weights }` by their paths with `saveWeightsOnly`, else all that
 * decides how training goes on. It is replaced as a whole, so that there is always a good one. Used for several runs, the
 * callback keeps the best value of those before.
 *
 * @throws {@link ArgumentError} an option is outside its domain, or `mode` is needed and missing.
 * @throws {@link SerializationError} the file cannot be written.
 * @source Options, defaults and messages as Keras 3 `ModelCheckpoint`; the format is another.
 * @example
 * await model.fit(x, y, {
 *   epochs: 20,
 *   validationSplit: 0.2,
 *   callbacks: [new ModelCheckpoint({ filepath: 'runs/best.safetensors', saveBestOnly: true })],
 * });
 */
export class ModelCheckpoint extends Callback {
  /** Best value so far; undefined before the first. */
  best: number | undefined;
  readonly #path: CheckpointPath;
  readonly #monitor: Monitor;
  readonly #isVerbose: boolean;
  readonly #bestOnly: boolean;
  readonly #weightsOnly: boolean;
  readonly #frequency: SaveFrequency;
  readonly #output: TextOutput;
  readonly #files: FileStore;
  #epoch = 0;

  constructor(options: ModelCheckpointOptions) {
    super();
    const where = 'ModelCheckpoint';
    const resolved = resolveOptions<ModelCheckpointOptions>(where, options, {
      filepath: required,
      monitor: 'val_loss',
      verbose: 0,
      saveBestOnly: false,
      saveWeightsOnly: false,
      mode: 'auto',
      saveFreq: 'epoch',
      initialValueThreshold: null,
      output: standardOutput(),
      files: localFiles(),
    });
    const { filepath, verbose, saveBestOnly, saveWeightsOnly, saveFreq } = resolved;
    const { monitor, mode, initialValueThreshold: threshold } = resolved;
    this.#path = new CheckpointPath(filepath);
    this.#monitor = new Monitor(where, { monitor, mode, minDelta: 0 }, 'the model is saved');
    this.#isVerbose = requireWholeNumber(where, 'verbose', verbose, { min: 0, max: 1 }) === 1;
    this.#bestOnly = requireBoolean(where, 'saveBestOnly', saveBestOnly);
    this.#weightsOnly = requireBoolean(where, 'saveWeightsOnly', saveWeightsOnly);
    this.#frequency = new SaveFrequency(where, saveFreq);
    this.best =
      threshold === null ? undefined : requireNumber(where, 'initialValueThreshold', threshold);
    this.#output = resolved.output;
    this.#files = resolved.files;
  }

  override onTrainBegin(): void {
    this.#monitor.begin();
    this.#frequency.begin();
  }

  override onEpochBegin(epoch: number): void {
    this.#epoch = epoch;
  }

  override async onTrainBatchEnd(batch: number, logs: Logs, run: TrainingRun): Promise<void> {
    if (!this.#frequency.isDueAfter(batch)) return;
    await this.#saveIfBetter(new Map([['batch', batch + 1]]), logs, run);
  }

  override batchesToNext(run: TrainingRun): number {
    return this.#frequency.batchesToNext(run);
  }

  override async onEpochEnd(epoch: number, logs: Logs, run: TrainingRun): Promise<void> {
    this.#epoch = epoch;
    this.#frequency.endEpoch(run);
    if (this.#frequency.isEpoch) await this.#saveIfBetter(new Map(), logs, run);
  }

  override saveState(): SavedState {
    return { best: this.best ?? null, epoch: this.#epoch, frequency: this.#frequency.saveState() };
  }

  override loadState({ best, epoch, frequency }: SavedState): void {
    this.best = (best as number | null) ?? undefined;
    this.#epoch = epoch as number;
    this.#frequency.loadState(frequency as SavedState);
  }

  async #saveIfBetter(
    place: ReadonlyMap<string, number>,
    logs: Logs,
    run: TrainingRun,
  ): Promise<void> {
    const path = this.#path.fill(
      new Map([['epoch', this.#epoch + 1], ...place, ...Object.entries(logs)]),
    );
    if (!this.#isDue(path, logs, run)) return;
    if (this.#weightsOnly) {
      await this.#save(path, { weights: run.weights() });
    } else {
      run.afterCallbacks(() => this.#save(path, run.saveState()));
    }
  }

  #isDue(path: string, logs: Logs, run: TrainingRun): boolean {
    if (!this.#bestOnly) {
      this.#say(`saving model to ${path}`);
      return true;
    }
    const value = this.#monitor.read(logs, run);
    if (value === undefined) return true;
    const { name } = this.#monitor;
    const best = this.best === undefined ? 'None' : formatFixed(this.best, 5);
    if (!this.#monitor.isImprovement(value, this.best)) {
      this.#say(`${name} did not improve from ${best}`);
      return false;
    }
    this.#say(`${name} improved from ${best} to ${formatFixed(value, 5)}, saving model to ${path}`);
    this.best = value;
    return true;
  }

  async #save(path: string, state: SavedState): Promise<void> {
    await writeState(path, state, this.#files);
    this.#say(`finished saving model to ${path}`);
  }

  #say(message: string): void {
    if (this.#isVerbose) this.#output.write(`\nEpoch ${this.#epoch + 1}: ${message}\n`);
  }
}
