import { cpu } from '@myelin/backend-cpu';
import {
  Callback,
  type History,
  type Logs,
  memory,
  NdArray,
  ndArray,
  setRandomSeed,
  type TrainingRun,
  useBackend,
} from '@myelin/core';
import { fromArrays } from '@myelin/data';
import { BatchNormalization, Dense, Dropout } from '@myelin/layers';
import { Adam, SGD } from '@myelin/optimizers';
import { expectClose } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { countPrograms } from '../../test-support/count-programs.ts';
import { inCompiledMode } from '../../test-support/in-both-modes.ts';
import { registerAll } from '../../test-support/register-all.ts';
import { twoClasses } from '../../test-support/two-classes.ts';
import type { CompileOptions } from '../compile/compile-options.ts';
import { Sequential } from '../sequential/sequential.ts';
import type { FitOptions } from '../training/fit-options.ts';

registerAll();

const silent = { verbose: 0 } as const;

const usual: CompileOptions = {
  optimizer: 'adam',
  loss: 'sparse_categorical_crossentropy',
  metrics: ['accuracy'],
};

function classifier(options: CompileOptions = {}): Sequential {
  const model = new Sequential([
    new Dense({ units: 8, activation: 'relu', inputShape: [2] }),
    new BatchNormalization(),
    new Dropout({ rate: 0.2 }),
    new Dense({ units: 2, activation: 'softmax' }),
  ]);
  model.compile({ ...usual, ...options });
  return model;
}

/** What one training leaves behind. */
interface Trained {
  readonly history: History['history'];
  readonly weights: readonly NdArray[];
}

/** Trains a new model from the same seed as always. */
async function train(
  jitCompile: boolean,
  run: (model: Sequential) => Promise<History>,
  options: CompileOptions = {},
): Promise<Trained> {
  setRandomSeed(7);
  using model = classifier({ ...options, jitCompile });
  const { history } = await run(model);
  return { history, weights: model.getWeights() };
}

/** Trains operation by operation and as a program, and compares. */
async function expectSameTraining(
  run: (model: Sequential) => Promise<History>,
  options: CompileOptions = {},
): Promise<void> {
  const eager = await train(false, run, options);
  const compiled = await train(true, run, options);
  expect(Object.keys(compiled.history)).toEqual(Object.keys(eager.history));
  for (const [name, values] of Object.entries(eager.history)) {
    expectClose(floats(compiled.history[name] ?? []), values, { absolute: 1e-5, relative: 1e-4 });
  }
  for (const [i, weight] of eager.weights.entries()) {
    expectClose(compiled.weights[i]!, weight, 'trace');
  }
}

const floats = (values: readonly number[]): NdArray => ndArray(Float32Array.from(values));

inCompiledMode('a compiled step', () => {
  const { x, y } = twoClasses(50);
  const sampleWeight = Float32Array.from({ length: 50 }, (_, i) => (i % 3) / 2);
  const validation = twoClasses(20, 2);

  test.each<{ title: string; options: FitOptions }>([
    { title: 'whole batches', options: { batchSize: 25 } },
    { title: 'a last batch that is short', options: { batchSize: 16 } },
    { title: 'one batch larger than the data', options: { batchSize: 64 } },
    { title: 'rows as they are', options: { batchSize: 16, shuffle: false } },
    { title: 'sample weights', options: { batchSize: 16, sampleWeight } },
    { title: 'validation on rows kept back', options: { validationSplit: 0.3 } },
    {
      title: 'validation on other data, with weights',
      options: {
        validationData: [validation.x, validation.y, sampleWeight.subarray(0, 20)],
        validationBatchSize: 7,
      },
    },
  ])('has the weights, shuffles and masks of the eager one: $title', async ({ options }) => {
    await expectSameTraining((model) => model.fit(x, y, { ...silent, epochs: 2, ...options }));
  });

  test('takes bytes and booleans as the eager one does', async () => {
    const bytes = x.map((value) => Math.abs(3 * value)).astype('uint8');
    const isEither = new NdArray(
      Uint8Array.from({ length: 100 }, (_, i) => i % 3 && 1),
      [50, 2],
      'bool',
    );
    const options = { loss: 'mse', metrics: [], optimizer: 'sgd' } as const;
    await expectSameTraining(async (model) => {
      await model.fit(bytes, isEither, { ...silent, batchSize: 16 });
      return model.fit(fromArrays(bytes, isEither).batch(16), silent);
    }, options);
  });

  test('takes datasets, batch by batch, as they come', async () => {
    const data = fromArrays(x, y).batch(16);
    await expectSameTraining((model) => model.fit(data, { ...silent, epochs: 2 }));
  });

  test.each<{ title: string; optimizer: Adam | SGD }>([
    { title: 'moving averages', optimizer: new SGD({ useEma: true, emaMomentum: 0.9 }) },
    { title: 'accumulated gradients', optimizer: new Adam({ gradientAccumulationSteps: 3 }) },
    { title: 'momentum and decay', optimizer: new SGD({ momentum: 0.9, weightDecay: 0.01 }) },
  ])('carries what optimizers remember: $title', async ({ optimizer }) => {
    const run = (model: Sequential) => model.fit(x, y, { ...silent, batchSize: 16, epochs: 2 });
    await expectSameTraining(run, { optimizer });
  });

  test('a callback sees the weights of the moment', async () => {
    class Watch extends Callback {
      readonly seen: NdArray[] = [];
      readonly #model: Sequential;
      constructor(model: Sequential) {
        super();
        this.#model = model;
      }
      override onTrainBatchEnd(): void {
        this.seen.push(this.#model.getWeights()[0]!);
      }
    }
    const watched: NdArray[][] = [];
    const run = (model: Sequential): Promise<History> => {
      const watch = new Watch(model);
      watched.push(watch.seen);
      return model.fit(x, y, { ...silent, batchSize: 16, callbacks: [watch] });
    };
    await expectSameTraining(run);
    const [eager, compiled] = watched;
    expect(compiled).toHaveLength(4);
    for (const [i, weight] of eager!.entries()) expectClose(compiled![i]!, weight, 'trace');
  });

  test('weights that a callback sets, directly or from a snapshot, are trained on', async () => {
    class Meddle extends Callback {
      #kept: ReturnType<TrainingRun['snapshot']> | undefined;
      readonly #model: Sequential;
      constructor(model: Sequential) {
        super();
        this.#model = model;
      }
      override onEpochEnd(epoch: number, _logs: Logs, run: TrainingRun): void {
        if (epoch === 0) this.#kept = run.snapshot();
        if (epoch === 1) this.#model.layers[0]!.weights[1]!.assign(new Float32Array(8).fill(0.5));
        if (epoch === 2) run.restore(this.#kept!);
      }
    }
    await expectSameTraining((model) =>
      model.fit(x, y, { ...silent, epochs: 5, callbacks: [new Meddle(model)] }),
    );
  });

  test('an abort in the middle of an epoch keeps the weights of the last finished batch', async () => {
    await expectSameTraining(async (model) => {
      const controller = new AbortController();
      class AbortAtSecond extends Callback {
        override onTrainBatchEnd(batch: number): void {
          if (batch === 1) controller.abort();
        }
      }
      const { signal } = controller;
      const options = { ...silent, batchSize: 8, signal, callbacks: [new AbortAtSecond()] };
      await expect(model.fit(x, y, options)).rejects.toThrow(/abort signal/);
      return model.history!;
    });
  });

  test('follows the learning rate without being compiled anew', async () => {
    const counted = countPrograms();
    await useBackend(counted.backend);
    class Halve extends Callback {
      override onTrainBatchEnd(_batch: number, _logs: Logs, run: TrainingRun): void {
        run.learningRate /= 2;
      }
    }
    await expectSameTraining((model) =>
      model.fit(x, y, { ...silent, batchSize: 16, epochs: 3, callbacks: [new Halve()] }),
    );
    expect(counted.loaded.filter((name) => name === 'train')).toHaveLength(2);
    await useBackend(cpu);
  });

  test('is compiled once for all calls of fit and evaluate, until compile is called again', async () => {
    const counted = countPrograms();
    await useBackend(counted.backend);
    using model = classifier();
    for (let i = 0; i < 3; i++) {
      await model.fit(x, y, { ...silent, batchSize: 25, validationSplit: 0.5 });
      await model.evaluate(x, y, { ...silent, batchSize: 25 });
      await model.predict(x, { ...silent, batchSize: 25 });
    }
    const once = ['predict', 'report', 'report', 'reset', 'reset', 'test', 'train'];
    expect([...counted.loaded].sort()).toEqual(once);
    model.compile(usual);
    await model.fit(x, y, { ...silent, batchSize: 25 });
    expect(counted.loaded.filter((name) => name === 'train')).toHaveLength(2);
    await useBackend(cpu);
  });

  test('trains only what is not frozen', async () => {
    using model = classifier();
    model.layers[0]!.trainable = false;
    const before = model.getWeights();
    await model.fit(x, y, silent);
    const after = model.getWeights();
    expect(after[0]!.data).toEqual(before[0]!.data);
    expect(after.at(-1)!.data).not.toEqual(before.at(-1)!.data);
  });

  test('goes on where it was after a change of the backend', async () => {
    await expectSameTraining(async (model) => {
      await model.fit(x, y, silent);
      await useBackend(cpu);
      return model.fit(x, y, silent);
    });
  });

  test('a model that stands in two others is trained by both', async () => {
    const run = async (jitCompile: boolean): Promise<NdArray[]> => {
      setRandomSeed(3);
      const shared = new Sequential([new Dense({ units: 4, activation: 'tanh', inputShape: [2] })]);
      using first = new Sequential([shared, new Dense({ units: 2, activation: 'softmax' })]);
      using second = new Sequential([shared, new Dense({ units: 2, activation: 'softmax' })]);
      first.compile({ ...usual, jitCompile });
      second.compile({ ...usual, jitCompile });
      for (const model of [first, second, first]) await model.fit(x, y, silent);
      const weights = [...first.getWeights(), ...second.getWeights()];
      expectClose(second.getWeights()[0]!, shared.getWeights()[0]!);
      first.dispose();
      expectClose(shared.getWeights()[0]!, weights[0]!);
      shared.dispose();
      return weights;
    };
    const eager = await run(false);
    for (const [i, weight] of (await run(true)).entries()) expectClose(weight, eager[i]!, 'trace');
  });

  test('evaluations that run side by side keep count apart', async () => {
    using model = classifier();
    const other = twoClasses(300, 9);
    const options = { ...silent, batchSize: 1 } as const;
    const alone = [
      await model.evaluate(x, y, options),
      await model.evaluate(other.x, other.y, options),
    ];
    const both = await Promise.all([
      model.evaluate(x, y, options),
      model.evaluate(other.x, other.y, options),
    ]);
    expect(both).toEqual(alone);
  });

  test('trainOnBatch and testOnBatch take single steps', async () => {
    const run = async (jitCompile: boolean): Promise<number[]> => {
      setRandomSeed(5);
      using model = classifier({ jitCompile });
      const losses: number[] = [];
      for (let i = 0; i < 3; i++) {
        losses.push((await model.trainOnBatch(x, y, { returnDict: true })).loss!);
        losses.push((await model.testOnBatch(x, y, { sampleWeight, returnDict: true })).loss!);
      }
      return losses;
    };
    expectClose(floats(await run(true)), await run(false));
  });

  test('ten thousand steps hold constant memory', async () => {
    using model = classifier();
    const { x: few, y: fewTargets } = twoClasses(8);
    await model.fit(few, fewTargets, { ...silent, batchSize: 4 });
    const before = memory();
    await model.fit(few, fewTargets, { ...silent, batchSize: 4, epochs: 5000 });
    expect(memory()).toEqual(before);
  });
});
