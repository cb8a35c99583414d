import type { Bytes, FileStore, Logs, SavedState, TrainingRun } from '@myelin/core';
import {
  ArgumentError,
  Callback,
  decodeState,
  describe,
  encodeState,
  localFiles,
  readState,
  requireBoolean,
  required,
  resolveOptions,
  SerializationError,
} from '@myelin/core';
import type { SaveFreq } from './save-frequency.ts';
import { SaveFrequency } from './save-frequency.ts';

export interface BackupAndRestoreOptions {
  /** Folder of the backup, used for nothing else: a run that finds one there goes on from it. */
  readonly backupDir: string;
  /** `'epoch'`: after each epoch; a number: after so many batches. @defaultValue `'epoch'` */
  readonly saveFreq?: SaveFreq;
  /** Keep the backup before the last, too. @defaultValue `false` */
  readonly doubleCheckpoint?: boolean;
  /** Remove the backup when training is complete. @defaultValue `true` */
  readonly deleteCheckpoint?: boolean;
  /** Where the folder is. @defaultValue on this computer, or among the private files of the page's origin */
  readonly files?: FileStore;
}

/**
 * Takes a training up again that was interrupted: call `fit` once more as it was called before.
 *
 * All that decides how training goes on is saved: weights, optimizer, random numbers, place in the data, the state of
 * all callbacks. A run that was interrupted and goes on gives the results of one that was not. Backups replace each other
 * as a whole; one that is damaged is never passed over in silence. A run that its abort signal cuts short is not complete:
 * its backup stays.
 *
 * @throws {@link ArgumentError} an option is outside its domain.
 * @throws {@link SerializationError} the backup is damaged and there is none before it, or it cannot be written.
 * @throws {@link StateError} the backup is of another model, optimizer or list of callbacks.
 * @source Options and defaults as Keras 3 `BackupAndRestore`, which restores weights, optimizer and epoch only.
 * @example
 * await model.fit(x, y, {
 *   epochs: 1000,
 *   callbacks: [new BackupAndRestore({ backupDir: 'runs/backup' })],
 * });
 */
export class BackupAndRestore extends Callback {
  readonly #folder: string;
  readonly #latest: string;
  readonly #previous: string;
  readonly #frequency: SaveFrequency;
  readonly #keepsPrevious: boolean;
  readonly #deletes: boolean;
  readonly #files: FileStore;
  /** Epochs that are complete. */
  #finished = 0;
  /** The backup that this run has made last, where two are kept. */
  #written: Bytes | undefined;

  constructor(options: BackupAndRestoreOptions) {
    super();
    const where = 'BackupAndRestore';
    const { backupDir, saveFreq, doubleCheckpoint, deleteCheckpoint, files } =
      resolveOptions<BackupAndRestoreOptions>(where, options, {
        backupDir: required,
        saveFreq: 'epoch',
        doubleCheckpoint: false,
        deleteCheckpoint: true,
        files: localFiles(),
      });
    if (typeof backupDir !== 'string' || backupDir === '') {
      throw new ArgumentError({
        where,
        problem: `\`backupDir\` must be the path of a folder, received ${describe(backupDir)}`,
        fix: "pass for example { backupDir: 'runs/backup' }",
      });
    }
    this.#folder = backupDir.replace(/(?<=.)\/+$/, '');
    this.#latest = `${this.#folder}/latest.safetensors`;
    this.#previous = `${this.#folder}/previous.safetensors`;
    this.#frequency = new SaveFrequency(where, saveFreq);
    this.#keepsPrevious = requireBoolean(where, 'doubleCheckpoint', doubleCheckpoint);
    this.#deletes = requireBoolean(where, 'deleteCheckpoint', deleteCheckpoint);
    this.#files = files;
  }

  override async onTrainBegin(_logs: Logs, run: TrainingRun): Promise<void> {
    this.#finished = 0;
    this.#written = undefined;
    this.#frequency.begin();
    const state = await this.#findBackup();
    if (state) run.resume(state);
  }

  override onTrainBatchEnd(batch: number, _logs: Logs, run: TrainingRun): void {
    if (this.#frequency.isDueAfter(batch)) run.afterCallbacks(() => this.#save(run));
  }

  override batchesToNext(run: TrainingRun): number {
    return this.#frequency.batchesToNext(run);
  }

  override onEpochEnd(epoch: number, _logs: Logs, run: TrainingRun): void {
    this.#finished = epoch + 1;
    this.#frequency.endEpoch(run);
    if (this.#frequency.isEpoch) run.afterCallbacks(() => this.#save(run));
  }

  override async onTrainEnd(_logs: Logs, run: TrainingRun): Promise<void> {
    const isWhole = this.#finished >= run.parameters.epochs || run.stopReason !== undefined;
    if (!this.#deletes || !isWhole) return;
    await this.#files.remove(this.#latest);
    await this.#files.remove(this.#previous);
    await this.#files.removeEmptyFolder(this.#folder);
  }

  override saveState(): SavedState {
    return { finished: this.#finished, frequency: this.#frequency.saveState() };
  }

  override loadState({ finished, frequency }: SavedState): void {
    this.#finished = finished as number;
    this.#frequency.loadState(frequency as SavedState);
  }

  async #save(run: TrainingRun): Promise<void> {
    const content = encodeState(run.saveState());
    if (this.#keepsPrevious) {
      const latest = this.#written ?? (await this.#readWhole(this.#latest));
      if (latest) await this.#files.writeAtomically(this.#previous, latest);
      this.#written = content;
    }
    await this.#files.writeAtomically(this.#latest, content);
  }

  /** The content, unless it is damaged: it must not take the place of the only good one. */
  async #readWhole(path: string): Promise<Bytes | undefined> {
    const content = await this.#files.read(path);
    return content && isWhole(content) ? content : undefined;
  }

  async #findBackup(): Promise<SavedState | undefined> {
    // An empty file is a first backup that a browser had no time to fill.
    const isThere = async (path: string): Promise<boolean> => Boolean(await this.#files.size(path));
    const hasPrevious = await isThere(this.#previous);
    if (!(await isThere(this.#latest))) {
      return hasPrevious ? this.#read(this.#previous) : undefined;
    }
    if (!hasPrevious) return this.#read(this.#latest);
    try {
      return await readState(this.#latest, this.#files);
    } catch (error) {
      if (!(error instanceof SerializationError)) throw error;
      const state = await this.#read(this.#previous);
      console.warn(
        `BackupAndRestore: "${this.#latest}" cannot be used (${error.problem}), so training goes on from the backup before it.`,
      );
      return state;
    }
  }

  async #read(path: string): Promise<SavedState> {
    try {
      return await readState(path, this.#files);
    } catch (cause) {
      if (!(cause instanceof SerializationError)) throw cause;
      throw new SerializationError({
        where: 'BackupAndRestore',
        problem: `"${path}" cannot be used, and there is no other backup: ${cause.problem}`,
        fix: `remove "${this.#folder}" to train from the beginning; { doubleCheckpoint: true } keeps two backups`,
        cause,
      });
    }
  }
}

function isWhole(content: Bytes): boolean {
  try {
    decodeState(content);
    return true;
  } catch {
    return false;
  }
}
