import type { Logs, TextOutput, TrainingRun } from '@myelin/core';
import {
  Callback,
  DataError,
  formatFloat,
  requireBoolean,
  resolveOptions,
  standardOutput,
} from '@myelin/core';

export interface TerminateOnNaNOptions {
  /** End `fit` with an error, not quietly. @defaultValue `false` */
  readonly raiseError?: boolean;
  /** Where messages go. @defaultValue the standard output of the process, or the console */
  readonly output?: TextOutput;
}

/**
 * Stops training after a batch whose loss is NaN or infinite.
 *
 * It has to look at the loss after each batch, which slows small steps down.
 *
 * @throws {@link DataError} the loss is not finite, with `raiseError`.
 * @source Keras 3 `TerminateOnNaN`.
 * @example
 * await model.fit(x, y, { callbacks: [new TerminateOnNaN()] });
 */
export class TerminateOnNaN extends Callback {
  readonly #raisesError: boolean;
  readonly #output: TextOutput;

  constructor(options: TerminateOnNaNOptions = {}) {
    super();
    const { raiseError, output } = resolveOptions<TerminateOnNaNOptions>(
      'TerminateOnNaN',
      options,
      { raiseError: false, output: standardOutput() },
    );
    this.#raisesError = requireBoolean('TerminateOnNaN', 'raiseError', raiseError);
    this.#output = output;
  }

  override onTrainBatchEnd(batch: number, { loss }: Logs, run: TrainingRun): void {
    if (loss === undefined || Number.isFinite(loss)) return;
    if (this.#raisesError) {
      throw new DataError({
        where: 'TerminateOnNaN',
        problem: `the loss is ${formatFloat(loss)} after batch ${batch}`,
        fix: 'look for values that are not finite in the data, scale them, or lower the learning rate',
      });
    }
    this.#output.write(`Batch ${batch}: Invalid loss, terminating training\n`);
    run.stop(`the loss is ${formatFloat(loss)} after batch ${batch}`);
  }
}
