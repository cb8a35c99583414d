import type { HookName } from '@myelin/core';
import { ArgumentError, Callback, describe, requireKnownOptions } from '@myelin/core';

/** Hooks as functions: `{ onEpochEnd: (epoch, logs) => … }`. */
export type LambdaCallbackOptions = Readonly<Pick<Callback, HookName>>;

const hooks: Readonly<Record<HookName, true>> = {
  onTrainBegin: true,
  onTrainEnd: true,
  onEpochBegin: true,
  onEpochEnd: true,
  onTrainBatchBegin: true,
  onTrainBatchEnd: true,
  onTestBegin: true,
  onTestEnd: true,
  onTestBatchBegin: true,
  onTestBatchEnd: true,
  onPredictBegin: true,
  onPredictEnd: true,
  onPredictBatchBegin: true,
  onPredictBatchEnd: true,
};

/**
 * A callback out of functions, for those that need no class.
 *
 * @throws {@link ArgumentError} an option names no hook, or is no function.
 * @source Keras 3 `LambdaCallback`.
 * @example
 * new LambdaCallback({ onEpochEnd: (epoch, logs) => console.log(epoch, logs.loss) });
 */
export class LambdaCallback extends Callback {
  constructor(options: LambdaCallbackOptions = {}) {
    super();
    requireKnownOptions('LambdaCallback', options, Object.keys(hooks));
    for (const [hook, run] of Object.entries(options)) {
      if (run === undefined) continue;
      if (typeof run !== 'function') {
        throw new ArgumentError({
          where: 'LambdaCallback',
          problem: `\`${hook}\` must be a function, received ${describe(run)}`,
          fix: `pass for example { ${hook}: (...received) => console.log(received) }`,
        });
      }
      Object.assign(this, { [hook]: run });
    }
  }
}
