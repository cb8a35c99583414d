import { Callback, type Logs, type TrainingRun } from '@myelin/core';
import { Dense } from '@myelin/layers';
import { fixtureCases } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { inBothModes } from '../../test-support/in-both-modes.ts';
import { registerAll } from '../../test-support/register-all.ts';
import { Sequential } from '../sequential/sequential.ts';

registerAll();

interface Step {
  readonly hook: string;
  readonly index: number | null;
  readonly logKeys: readonly string[];
}

interface HookCase {
  readonly name: string;
  readonly epochs: number;
  readonly batches: number;
  readonly validation: boolean;
  readonly validationFreq: number | readonly number[];
  readonly initialEpoch: number;
  readonly stopAt: number | null;
  readonly trace: readonly Step[];
  readonly historyEpoch: readonly number[];
  readonly historyKeys: readonly string[];
  readonly params: object;
}

/** Writes down every hook that is called, and stops training at the end of an epoch if asked to. */
class Recorder extends Callback {
  readonly trace: Step[] = [];
  readonly #stopAt: number | null;

  constructor(stopAt: number | null = null) {
    super();
    this.#stopAt = stopAt;
  }

  #note(hook: string, index: number | null, logs: Logs): void {
    this.trace.push({ hook, index, logKeys: Object.keys(logs).sort() });
  }

  override onTrainBegin(logs: Logs): void {
    this.#note('on_train_begin', null, logs);
  }
  override onTrainEnd(logs: Logs): void {
    this.#note('on_train_end', null, logs);
  }
  override onEpochBegin(epoch: number, logs: Logs): void {
    this.#note('on_epoch_begin', epoch, logs);
  }
  override onEpochEnd(epoch: number, logs: Logs, run: TrainingRun): void {
    this.#note('on_epoch_end', epoch, logs);
    if (epoch === this.#stopAt) run.stop('the test says so');
  }
  override onTrainBatchBegin(batch: number, logs: Logs): void {
    this.#note('on_train_batch_begin', batch, logs);
  }
  override onTrainBatchEnd(batch: number, logs: Logs): void {
    this.#note('on_train_batch_end', batch, logs);
  }
  override onTestBegin(logs: Logs): void {
    this.#note('on_test_begin', null, logs);
  }
  override onTestEnd(logs: Logs): void {
    this.#note('on_test_end', null, logs);
  }
  override onTestBatchBegin(batch: number, logs: Logs): void {
    this.#note('on_test_batch_begin', batch, logs);
  }
  override onTestBatchEnd(batch: number, logs: Logs): void {
    this.#note('on_test_batch_end', batch, logs);
  }
}

const cases = await fixtureCases<HookCase>('keras/callback-hooks.json');

inBothModes('hooks of fit come in the order of Keras', () => {
  for (const recorded of cases) {
    test(recorded.name, async () => {
      const rows = recorded.batches * 4;
      const x = Array.from({ length: rows }, (_, i) => [i / rows, 1]);
      const y = Array.from({ length: rows }, (_, i) => [i / rows]);
      const model = new Sequential([new Dense({ units: 1, inputShape: [2] })]);
      model.compile({ optimizer: 'sgd', loss: 'mse', metrics: ['mae'] });
      const recorder = new Recorder(recorded.stopAt);
      const history = await model.fit(x, y, {
        batchSize: 4,
        epochs: recorded.epochs,
        initialEpoch: recorded.initialEpoch,
        validationFreq: recorded.validationFreq,
        verbose: 0,
        callbacks: [recorder],
        ...(recorded.validation && { validationData: [x.slice(0, 4), y.slice(0, 4)] as const }),
      });
      expect(recorder.trace).toEqual(recorded.trace);
      expect(history.epoch).toEqual(recorded.historyEpoch);
      expect(Object.keys(history.history)).toEqual(recorded.historyKeys);
      expect(history.params).toEqual(recorded.params);
    });
  }
});
