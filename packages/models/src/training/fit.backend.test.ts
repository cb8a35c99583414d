import {
  AbortError,
  Callback,
  type Logs,
  mean,
  memory,
  ndArray,
  RandomSource,
  setRandomSeed,
  square,
  sub,
  type Tensor,
  type TrainingRun,
  tensor,
} from '@myelin/core';
import { fromArrays } from '@myelin/data';
import { BatchNormalization, Dense, Dropout } from '@myelin/layers';
import { expectClose, expectNoLeak } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { inBothModes } from '../../test-support/in-both-modes.ts';
import { registerAll } from '../../test-support/register-all.ts';
import { Sequential } from '../sequential/sequential.ts';

registerAll();

/** Rows of two numbers, and whether their sum is positive. */
function twoClasses(rows: number, seed = 1) {
  const random = new RandomSource(seed);
  const x = ndArray(
    Float32Array.from({ length: rows * 2 }, () => random.normal()),
    [rows, 2],
  );
  const y = ndArray(
    Int32Array.from({ length: rows }, (_, i) => (x.at(i, 0) + x.at(i, 1) > 0 ? 1 : 0)),
  );
  return { x, y };
}

function classifier(): Sequential {
  const model = new Sequential([
    new Dense({ units: 8, activation: 'relu', inputShape: [2] }),
    new BatchNormalization(),
    new Dropout({ rate: 0.1 }),
    new Dense({ units: 2, activation: 'softmax' }),
  ]);
  model.compile({
    optimizer: 'adam',
    loss: 'sparse_categorical_crossentropy',
    metrics: ['accuracy'],
  });
  return model;
}

const silent = { verbose: 0 } as const;

inBothModes('fit', () => {
  test('learns to tell two classes apart', async () => {
    setRandomSeed(3);
    const { x, y } = twoClasses(200);
    using model = classifier();
    const { history } = await model.fit(x, y, { ...silent, epochs: 40, batchSize: 16 });
    expect(history.loss!.at(-1)!).toBeLessThan(history.loss![0]! / 2);
    const test = twoClasses(100, 2);
    const judged = await model.evaluate(test.x, test.y, { ...silent, returnDict: true });
    expect(judged.accuracy!).toBeGreaterThan(0.9);
  });

  test('the same seed twice gives the same History, bit for bit', async () => {
    const { x, y } = twoClasses(50);
    const run = async () => {
      setRandomSeed(100);
      using model = classifier();
      const options = { ...silent, epochs: 3, batchSize: 16, validationSplit: 0.2 };
      return (await model.fit(x, y, options)).history;
    };
    expect(await run()).toEqual(await run());
  });

  test('holds constant memory', async () => {
    const { x, y } = twoClasses(40);
    using model = classifier();
    await model.fit(x, y, { ...silent, epochs: 1 });
    const before = memory();
    for (let i = 0; i < 20; i++) await model.fit(x, y, { ...silent, epochs: 1 });
    expect(memory()).toEqual(before);
  });

  test('a model gives back all it took', async () => {
    const { x, y } = twoClasses(40);
    await expectNoLeak(async () => {
      using model = classifier();
      await model.fit(x, y, { ...silent, epochs: 1 });
      await model.evaluate(x, y, silent);
      await model.predict(x, silent);
    });
  });

  test('takes nested lists, typed arrays, NdArrays and tensors alike', async () => {
    const rows = [
      [0, 1],
      [1, 0],
      [1, 1],
    ];
    const targets = [[1], [2], [3]];
    using xTensor = tensor(rows, 'float32');
    using yTensor = tensor(targets, 'float32');
    const losses: number[] = [];
    for (const [x, y] of [
      [rows, targets],
      [ndArray(rows), ndArray(targets)],
      [xTensor, yTensor],
      [ndArray(rows).astype('uint8'), Float32Array.of(1, 2, 3)],
    ] as const) {
      using model = new Sequential([
        new Dense({ units: 1, inputShape: [2], kernelInitializer: 'ones' }),
      ]);
      model.compile({ optimizer: 'sgd', loss: 'mse' });
      const history = await model.fit(x, y, { ...silent, shuffle: false, epochs: 2 });
      losses.push(history.history.loss!.at(-1)!);
    }
    expect(new Set(losses).size).toBe(1);
  });

  test('single numbers do for samples of one feature', async () => {
    using model = new Sequential([
      new Dense({ units: 1, inputShape: [1], kernelInitializer: 'ones' }),
    ]);
    expectClose(await model.predict([3, 4], silent), [[3], [4]]);
    expectClose(await model.predict([[[3]], [[4]]], silent), [[3], [4]]);
  });

  test('a dataset trains as its arrays do', async () => {
    const { x, y } = twoClasses(30);
    const run = async (data: 'arrays' | 'dataset') => {
      setRandomSeed(5);
      using model = classifier();
      const options = { ...silent, epochs: 2 };
      const history =
        data === 'arrays'
          ? await model.fit(x, y, { ...options, batchSize: 8, shuffle: false })
          : await model.fit(fromArrays(x, y).batch(8), options);
      return history.history;
    };
    expect(await run('dataset')).toEqual(await run('arrays'));
  });

  test('the loss is the mean over samples, whatever the size of the last batch', async () => {
    // Worked by hand, as Keras: losses 1, 1, 1, 1 and 9 with batches of 4 and 1 give (4·1 + 9)/5 = 2.6.
    using model = new Sequential([
      new Dense({ units: 1, inputShape: [1], kernelInitializer: 'zeros' }),
    ]);
    model.compile({ optimizer: 'sgd', loss: 'mse' });
    const loss = await model.evaluate([[1], [1], [1], [1], [1]], [[1], [1], [1], [1], [3]], {
      ...silent,
      batchSize: 4,
    });
    expect(loss).toBeCloseTo(2.6, 5);
  });

  test('penalties count in the reported loss', async () => {
    // L2 of 0.01 on two ones is 0.02.
    using model = new Sequential([
      new Dense({ units: 1, inputShape: [2], kernelInitializer: 'ones', kernelRegularizer: 'l2' }),
    ]);
    model.compile({ loss: 'mse' });
    expect(await model.evaluate([[1, 1]], [[2]], silent)).toBeCloseTo(0.02, 6);
  });

  test('frozen layers stay as they are', async () => {
    const { x, y } = twoClasses(20);
    using model = classifier();
    const [first] = model.layers;
    first!.trainable = false;
    const before = first!.weights.map(({ value }) => [...value.dataSync()]);
    await model.fit(x, y, { ...silent, epochs: 2 });
    expect(first!.weights.map(({ value }) => [...value.dataSync()])).toEqual(before);
  });

  test('functions serve as loss and metric', async () => {
    using model = new Sequential([
      new Dense({ units: 1, inputShape: [1], kernelInitializer: 'ones' }),
    ]);
    const quarter = (yTrue: Tensor, yPred: Tensor): Tensor =>
      mean(square(sub(yTrue, yPred)), -1).div(4);
    model.compile({ optimizer: 'sgd', loss: quarter, metrics: [quarter] });
    const judged = await model.evaluate([[1]], [[3]], { ...silent, returnDict: true });
    expect(judged).toEqual({ loss: 1, quarter: 1 });
  });

  test('validationSplit keeps the last rows', async () => {
    // Ten rows, a quarter: rows 7, 8 and 9. With a zero model the loss is the mean of y².
    using model = new Sequential([
      new Dense({ units: 1, inputShape: [1], kernelInitializer: 'zeros' }),
    ]);
    model.compile({ optimizer: 'sgd', loss: 'mse' });
    model.optimizer.learningRate = 0;
    const y = Array.from({ length: 10 }, (_, i) => [i]);
    const { history } = await model.fit(y, y, { ...silent, validationSplit: 0.25 });
    expect(history.val_loss![0]).toBeCloseTo((49 + 64 + 81) / 3, 4);
    expect(history.loss![0]).toBeCloseTo((0 + 1 + 4 + 9 + 16 + 25 + 36) / 7, 4);
  });

  test('a callback stops training, sets the learning rate and restores weights', async () => {
    class Experiment extends Callback {
      #kept: ReturnType<TrainingRun['snapshot']> | undefined;
      override onEpochEnd(epoch: number, _logs: Logs, run: TrainingRun): void {
        if (epoch === 0) this.#kept = run.snapshot();
        run.learningRate *= 0.5;
        if (epoch === 2) run.stop('enough');
      }
      override onTrainEnd(_logs: Logs, run: TrainingRun): void {
        run.restore(this.#kept!);
      }
    }
    const { x, y } = twoClasses(20);
    setRandomSeed(1);
    using model = classifier();
    const history = await model.fit(x, y, { ...silent, epochs: 9, callbacks: [new Experiment()] });
    expect(history.epoch).toEqual([0, 1, 2]);
    expect(model.optimizer.learningRate).toBeCloseTo(0.001 / 8, 9);
    setRandomSeed(1);
    using once = classifier();
    await once.fit(x, y, { ...silent, epochs: 1 });
    for (const [i, weight] of model.getWeights().entries()) {
      expectClose(weight, once.getWeights()[i]!);
    }
  });

  test('an abort signal ends training after the present batch', async () => {
    const { x, y } = twoClasses(64);
    using model = classifier();
    const controller = new AbortController();
    class AbortAtThird extends Callback {
      override onTrainBatchEnd(batch: number): void {
        if (batch === 2) controller.abort(new Error('the user left'));
      }
    }
    const fitting = model.fit(x, y, {
      ...silent,
      batchSize: 8,
      epochs: 5,
      callbacks: [new AbortAtThird()],
      signal: controller.signal,
    });
    await expect(fitting).rejects.toThrow(AbortError);
    await expect(fitting).rejects.toThrow(/the user left/);
    // The model is whole and can go on.
    await model.fit(x, y, silent);
  });

  test('trainOnBatch takes one step', async () => {
    using model = new Sequential([
      new Dense({ units: 1, inputShape: [1], kernelInitializer: 'zeros' }),
    ]);
    model.compile({ optimizer: 'sgd', loss: 'mse' });
    // Gradient of (w·1 + b - 1)² at w = b = 0 is -2 for both; the step is 0.01.
    expect(await model.trainOnBatch([[1]], [[1]])).toBe(1);
    expectClose(model.getWeights()[0]!, [[0.02]]);
    expectClose(model.getWeights()[1]!, [0.02]);
  });
});
