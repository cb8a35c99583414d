import type { Callback, Direction, Logs, TextOutput } from '@myelin/core';
import { CallbackList, History, MyelinError } from '@myelin/core';
import { fixtureCases, optionsFromKeras } from '@myelin/testkit';
import { describe, expect, test, vi } from 'vitest';
import { FakeRun } from '../test-support/fake-run.ts';
import { revived } from '../test-support/revived.ts';
import { textLines } from '../test-support/text-lines.ts';
import { EarlyStopping } from './early-stopping.ts';
import type { LearningRateFunction } from './learning-rate-scheduler.ts';
import { LearningRateScheduler } from './learning-rate-scheduler.ts';
import { ReduceLROnPlateau } from './reduce-lr-on-plateau.ts';
import { TerminateOnNaN } from './terminate-on-nan.ts';

/** Numbers, or `"NaN"`, `"Infinity"`, `"-Infinity"`. */
type RecordedNumber = number | string;

interface RecordedCase {
  readonly name: string;
  readonly class: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly series: Readonly<Record<string, readonly RecordedNumber[]>>;
  readonly epochs: number;
  readonly initialEpoch?: number;
  readonly metrics?: readonly string[];
  readonly learningRate?: number;
  readonly schedule?: string;
  readonly kernelAtEpochEnd?: readonly RecordedNumber[];
  readonly error?: { readonly type: string };
  readonly epochsRun: readonly number[];
  readonly historyKeys: readonly string[];
  readonly kernelAfter: number;
  readonly learningRates: readonly number[];
  readonly historyLearningRate?: readonly number[];
  readonly stdout: readonly string[];
  readonly stoppedEpoch?: number;
  readonly bestEpoch?: number;
  readonly best?: RecordedNumber | null;
}

const classes: Readonly<Record<string, new (options: never) => Callback>> = {
  EarlyStopping,
  LearningRateScheduler,
  ReduceLROnPlateau,
  TerminateOnNaN,
};

/** The recorded Python expressions. */
const schedules: Readonly<Record<string, LearningRateFunction>> = {
  'lr * 0.5': (_, rate) => rate * 0.5,
  '0.1 if epoch < 2 else 0.1 * math.exp(-0.1 * epoch)': (epoch) =>
    epoch < 2 ? 0.1 : 0.1 * Math.exp(-0.1 * epoch),
  '0.1 / (1 + epoch)': (epoch) => 0.1 / (1 + epoch),
  "'bad'": (() => 'bad') as unknown as LearningRateFunction,
};

const directions: Readonly<Record<string, Direction>> = { accuracy: 'up', mae: 'down' };

/** Classes whose cases are recorded in other forms, and tested beside them. */
const elsewhere: readonly string[] = ['CSVLogger', 'ModelCheckpoint'];

const all = await fixtureCases<RecordedCase>('keras/callbacks.json');
const cases = all.filter((one) => !elsewhere.includes(one.class));

describe('callbacks as Keras 3 runs them', () => {
  test.each(cases.filter((one) => !one.error))('$name', async (recorded) => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const output = textLines();
    const trained = await train(recorded, output);
    expectAsRecorded(trained, recorded);
    expect(output.lines).toEqual(recorded.stdout);
    vi.restoreAllMocks();
  });

  test.each(cases.filter((one) => !one.error))(
    '$name, interrupted after each epoch',
    async (recorded) => {
      vi.spyOn(console, 'warn').mockImplementation(() => {});
      const output = textLines();
      const trained = await train(recorded, output, true);
      expectAsRecorded(trained, recorded);
      expect(output.lines).toEqual(recorded.stdout);
      vi.restoreAllMocks();
    },
  );

  test.each(cases.filter((one) => one.error))('$name is an error', async (recorded) => {
    await expect(train(recorded, textLines())).rejects.toThrow(MyelinError);
  });
});

interface Trained {
  readonly callback: Callback;
  readonly history: History;
  readonly run: FakeRun;
  readonly rates: readonly number[];
}

function expectAsRecorded(
  { callback, history, run, rates }: Trained,
  recorded: RecordedCase,
): void {
  expect(history.epoch).toEqual(recorded.epochsRun);
  expect(Object.keys(history.history)).toEqual(recorded.historyKeys);
  expect(rates.map(Math.fround)).toEqual(recorded.learningRates.map(Math.fround));
  const logged = history.history.learning_rate?.map(Math.fround);
  expect(logged).toEqual(recorded.historyLearningRate?.map(Math.fround));
  expect(run.weight).toBe(recorded.kernelAfter);
  if (!(callback instanceof EarlyStopping)) return;
  expect(callback.stoppedEpoch).toBe(recorded.stoppedEpoch);
  expect(callback.bestEpoch).toBe(recorded.bestEpoch);
  expect(callback.best).toBe(recorded.best === null ? undefined : Number(recorded.best));
}

/** @param isInterrupted - New callbacks take the place of the old ones after each epoch, and go on from their states. */
async function train(
  recorded: RecordedCase,
  output: TextOutput,
  isInterrupted = false,
): Promise<Trained> {
  const { class: className, config, epochs, initialEpoch = 0, metrics = [], schedule } = recorded;
  const run = new FakeRun(
    epochs,
    Object.fromEntries(metrics.map((name) => [name, directions[name]])),
  );
  run.learningRate = recorded.learningRate ?? 0;
  run.weight = 1;
  const make = (): Callback =>
    new classes[className]!({
      ...optionsFromKeras(config),
      ...(schedule && { schedule: schedules[schedule] }),
      output,
    } as never);
  let callback = make();
  let history = new History();
  const list = (): CallbackList => new CallbackList([callback, history]);
  const rates: number[] = [];
  await list().onTrainBegin({}, run);
  for (let epoch = initialEpoch; epoch < epochs && run.stopReason === undefined; epoch++) {
    await list().onEpochBegin(epoch, {}, run);
    // As in the recording, the model is y = kernel · x, trained on x = y = 1.
    await list().onTrainBatchEnd(0, { loss: (run.weight - 1) ** 2 }, run);
    run.weight = Number(recorded.kernelAtEpochEnd?.[epoch] ?? epoch);
    await list().onEpochEnd(epoch, logsOf(recorded, epoch), run);
    rates.push(run.learningRate);
    if (!isInterrupted) continue;
    callback = await revived(callback, make(), run);
    history = await revived(history, new History(), run);
  }
  await list().onTrainEnd({}, run);
  return { callback, history, run, rates };
}

function logsOf({ metrics = [], series }: RecordedCase, epoch: number): Logs {
  const logs: Logs = { loss: 1 };
  for (const name of metrics) logs[name] = 0;
  for (const [name, values] of Object.entries(series)) logs[name] = Number(values[epoch]);
  return logs;
}
