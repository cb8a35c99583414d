import type { Logs, SavedState, TrainingRun } from '@myelin/core';
import {
  ArgumentError,
  Callback,
  describe,
  requireBoolean,
  requireWholeNumber,
  resolveOptions,
} from '@myelin/core';
import type { Node } from '../node.ts';
import { requireNode } from '../node.ts';
import { EventFile } from './event-file.ts';

export interface TensorBoardOptions {
  /** Folder of the event files; each run of a model wants one of its own. @defaultValue `'logs'` */
  readonly logDir?: string;
  /** Epochs from one histogram of each weight to the next; 0 for none. @defaultValue `0` */
  readonly histogramFreq?: number;
  /** Write how many batches a second are trained. @defaultValue `false` */
  readonly writeStepsPerSecond?: boolean;
  /**
   * When the values so far within an epoch are written: after every so many batches, `'batch'` being 1, or never. Those of
   * whole epochs always are.
   *
   * @defaultValue `'epoch'`
   */
  readonly updateFreq?: 'epoch' | 'batch' | number;
}

/**
 * Writes what happens in training to files that TensorBoard shows: `tensorboard --logdir logs`.
 *
 * In `logDir/train`: `epoch_loss`, `epoch_learning_rate` and their like at each epoch, counted from 0; `batch_loss` and its
 * like at each `updateFreq` batches, counted from 1 over all epochs; histograms `dense/kernel/histogram`. In
 * `logDir/validation`: `epoch_loss` and its like, `evaluation_loss_vs_iterations` and its like at the optimizer's step.
 *
 * Files are written at the end of each epoch, and within long ones every two seconds. A run that is killed leaves files
 * that can be read.
 *
 * @throws {@link StateError} in a browser: there are no files.
 * @throws {@link ArgumentError} an option is outside its domain, or `logDir` cannot be written to.
 * @source Tags, steps and options as Keras 3 `TensorBoard`, which also writes graphs, pictures of weights, profiles and
 * embeddings. With a number as `updateFreq`, Keras leaves epochs out that end between two multiples of it; here none is.
 * @example
 * await model.fit(x, y, { epochs: 10, callbacks: [new TensorBoard({ logDir: 'logs/first' })] });
 */
export class TensorBoard extends Callback {
  readonly #node: Node;
  readonly #logDir: string;
  readonly #histogramFreq: number;
  readonly #writesSpeed: boolean;
  /** Batches from one writing to the next; infinite for none within an epoch. */
  readonly #batchFreq: number;
  readonly #train: EventFile;
  readonly #validation: EventFile;
  #run: TrainingRun | undefined;
  /** Steps that the optimizer had taken before the first batch. */
  #stepsBefore = 0;
  /** Since when the speed of the epoch is measured. */
  #epochBegin: Moment = { steps: 0, time: 0 };
  /** Since when the speed of the next batches is measured. */
  #batchBegin: Moment = { steps: 0, time: 0 };

  constructor(options: TensorBoardOptions = {}) {
    super();
    const where = 'TensorBoard';
    const { logDir, histogramFreq, writeStepsPerSecond, updateFreq } =
      resolveOptions<TensorBoardOptions>(where, options, {
        logDir: 'logs',
        histogramFreq: 0,
        writeStepsPerSecond: false,
        updateFreq: 'epoch',
      });
    this.#logDir = requireFolder(where, logDir);
    this.#histogramFreq = requireWholeNumber(where, 'histogramFreq', histogramFreq, { min: 0 });
    this.#writesSpeed = requireBoolean(where, 'writeStepsPerSecond', writeStepsPerSecond);
    this.#batchFreq = batchesOf(where, updateFreq);
    this.#node = requireNode(where, 'writes files');
    this.#train = this.#file('train');
    this.#validation = this.#file('validation');
  }

  /** Batches until the next one whose values are written. */
  override batchesToNext(): number {
    if (this.#batchFreq === Infinity) return Infinity;
    return this.#batchFreq - (this.#batchesDone() % this.#batchFreq);
  }

  override onTrainBegin(_logs: Logs, run: TrainingRun): void {
    this.#run = run;
    run.whenOver(() => {
      this.#run = undefined;
      this.#close();
    });
    this.#stepsBefore = run.iterations;
  }

  override onEpochBegin(_epoch: number, _logs: Logs, { iterations }: TrainingRun): void {
    this.#epochBegin = { steps: iterations, time: performance.now() };
    this.#batchBegin = this.#epochBegin;
  }

  override onTrainBatchEnd(_batch: number, logs: Logs, { iterations }: TrainingRun): void {
    if (this.#batchFreq === Infinity) return;
    const speed = stepsPerSecond(this.#batchBegin, iterations);
    this.#batchBegin = { steps: iterations, time: performance.now() };
    const step = this.#batchesDone();
    // Others may want to hear of more batches.
    if (step % this.#batchFreq !== 0) return;
    if (this.#writesSpeed) this.#train.scalar('batch_steps_per_second', speed, step);
    for (const [name, value] of Object.entries(logs)) {
      this.#train.scalar(`batch_${name}`, value, step);
    }
  }

  override onTestEnd(logs: Logs, { iterations }: TrainingRun): void {
    for (const [name, value] of Object.entries(logs)) {
      this.#validation.scalar(`evaluation_${name}_vs_iterations`, value, iterations);
    }
    // `evaluate` has nothing that follows; in `fit`, the end of the epoch does.
    if (!this.#run) this.#validation.close();
  }

  override onEpochEnd(epoch: number, logs: Logs, run: TrainingRun): void {
    const values: Logs = { ...logs };
    if (run.hasLearningRate) values.learning_rate = run.learningRate;
    if (this.#writesSpeed) {
      values.steps_per_second = stepsPerSecond(this.#epochBegin, run.iterations);
    }
    for (const [name, value] of Object.entries(values)) {
      const file = name.startsWith('val_') ? this.#validation : this.#train;
      file.scalar(`epoch_${name.replace(/^val_/, '')}`, value, epoch);
    }
    if (this.#histogramFreq > 0 && epoch % this.#histogramFreq === 0) {
      for (const [path, { data }] of Object.entries(run.weights())) {
        this.#train.histogram(`${path.replaceAll(':', '_')}/histogram`, data, epoch);
      }
    }
    this.#train.flush();
    this.#validation.flush();
  }

  override saveState(): SavedState {
    return { stepsBefore: this.#stepsBefore };
  }

  override loadState({ stepsBefore }: SavedState): void {
    this.#stepsBefore = stepsBefore as number;
  }

  /** Batches that the run has trained. */
  #batchesDone(): number {
    return (this.#run?.iterations ?? 0) - this.#stepsBefore;
  }

  #close(): void {
    this.#train.close();
    this.#validation.close();
  }

  #file(part: string): EventFile {
    return new EventFile(this.#node, this.#node.path.join(this.#logDir, part));
  }
}

/** A point in training. */
interface Moment {
  readonly steps: number;
  /** Milliseconds. */
  readonly time: number;
}

const stepsPerSecond = (begin: Moment, steps: number): number =>
  (1000 * (steps - begin.steps)) / (performance.now() - begin.time);

function requireFolder(where: string, logDir: unknown): string {
  if (typeof logDir === 'string' && logDir !== '') return logDir;
  throw new ArgumentError({
    where,
    problem: `\`logDir\` must be the path of a folder, received ${describe(logDir)}`,
    fix: "pass for example { logDir: 'logs' }",
  });
}

function batchesOf(where: string, updateFreq: unknown): number {
  if (updateFreq === 'epoch') return Infinity;
  if (updateFreq === 'batch') return 1;
  if (typeof updateFreq === 'number') {
    return requireWholeNumber(where, 'updateFreq', updateFreq, { min: 1 });
  }
  throw new ArgumentError({
    where,
    problem: `\`updateFreq\` must be 'epoch', 'batch' or a number of batches, received ${describe(updateFreq)}`,
    fix: 'pass for example { updateFreq: 100 }',
  });
}
