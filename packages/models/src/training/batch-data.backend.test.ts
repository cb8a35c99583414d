import { ndArray, setRandomSeed } from '@myelin/core';
import { fromArrays } from '@myelin/data';
import { Dense } from '@myelin/layers';
import { expectClose } from '@myelin/testkit';
import { expect, test, vi } from 'vitest';
import { inBothModes } from '../../test-support/in-both-modes.ts';
import { registerAll } from '../../test-support/register-all.ts';
import { twoClasses } from '../../test-support/two-classes.ts';
import type { BatchData, GivenBatch } from '../data/batch-data.ts';
import { Sequential } from '../sequential/sequential.ts';
import type { FitOptions } from './fit-options.ts';

registerAll();

const silent = { verbose: 0 } as const;
const { x, y } = twoClasses(20);
const weights = Float32Array.from({ length: 20 }, (_, i) => i % 3);

/** Five batches of four rows. */
function* batches(): Generator<GivenBatch> {
  for (let at = 0; at < 20; at += 4) yield [x.slice(at, at + 4), y.slice(at, at + 4)];
}

async function* awaited(): AsyncGenerator<GivenBatch> {
  for (const [samples, targets] of batches() as Iterable<readonly [typeof x, typeof y]>) {
    yield { x: samples, y: targets };
  }
}

function* endless(): Generator<GivenBatch> {
  for (;;) yield* batches();
}

function model(): Sequential {
  setRandomSeed(2);
  const made = new Sequential([new Dense({ units: 2, activation: 'softmax', inputShape: [2] })]);
  made.compile({
    optimizer: 'sgd',
    loss: 'sparse_categorical_crossentropy',
    weightedMetrics: ['accuracy'],
  });
  return made;
}

async function trained(data: BatchData, options: FitOptions = {}): Promise<number[]> {
  using made = model();
  const { history } = await made.fit(data, { ...silent, ...options });
  return [...made.getWeights().flatMap(({ data: values }) => [...values]), ...history.loss!];
}

async function trainedOnArrays(options: FitOptions): Promise<number[]> {
  using made = model();
  const { history } = await made.fit(x, y, { ...silent, batchSize: 4, shuffle: false, ...options });
  return [...made.getWeights().flatMap(({ data }) => [...data]), ...history.loss!];
}

const close = (actual: readonly number[], expected: readonly number[]): void =>
  expectClose(ndArray(Float32Array.from(actual)), [...expected]);

inBothModes('data that brings its own batches', () => {
  test.each<[string, BatchData]>([
    ['a generator function', batches],
    ['an async generator function', awaited],
    ['a function that makes an iterable', () => fromArrays(x, y).batch(4)],
    ['a function that promises one', async () => batches()],
    [
      'a list of batches',
      [...batches()].map((batch) => ({ x: (batch as never)[0], y: (batch as never)[1] })),
    ],
    ['a dataset', fromArrays(x, y).batch(4)],
  ])('%s trains as arrays do', async (_, data) => {
    close(await trained(data, { epochs: 3 }), await trainedOnArrays({ epochs: 3 }));
  });

  test('a generator serves one epoch, and says so in the next', async () => {
    close(await trained(batches()), await trainedOnArrays({}));
    using made = model();
    await expect(made.fit(batches(), { ...silent, epochs: 2 })).rejects.toThrow(
      /fit: the generator is used up after 5 batches, and there is another epoch.\n {2}Fix: pass the generator function itself/,
    );
    expect(made.history?.epoch).toEqual([0]);
  });

  test('a generator that never ends serves epochs of stepsPerEpoch batches, and can go on', async () => {
    const expected = await trainedOnArrays({ epochs: 2 });
    close(await trained(endless(), { epochs: 2, stepsPerEpoch: 5 }), expected);
    close(await trained(endless, { epochs: 2, stepsPerEpoch: 5 }), expected);
    using made = model();
    const going = endless();
    await made.fit(going, { ...silent, stepsPerEpoch: 5 });
    await made.fit(going, { ...silent, stepsPerEpoch: 5 });
    close(
      made.getWeights().flatMap(({ data }) => [...data]),
      expected.slice(0, -2),
    );
  });

  test('a generator that ends too early cuts the last epoch short, with a warning, as in Keras', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    using made = model();
    made.compile({ optimizer: 'sgd', loss: 'sparse_categorical_crossentropy' });
    const { epoch } = await made.fit(batches(), { ...silent, epochs: 3, stepsPerEpoch: 2 });
    expect(epoch).toEqual([0, 1, 2]);
    expect(made.optimizer.iterations).toBe(5);
    expect(warn.mock.calls.flat().join()).toMatch(/the data ended before/);
    warn.mockRestore();
  });

  test('arrays without a batchSize are cut into stepsPerEpoch batches', async () => {
    close(await trainedOnArrays({ stepsPerEpoch: 5 }), await trainedOnArrays({}));
    using made = model();
    await made.fit(x, y, { ...silent, stepsPerEpoch: 3, epochs: 2 });
    expect(made.optimizer.iterations).toBe(6);
  });

  test('a dataset that never ends needs stepsPerEpoch', async () => {
    using made = model();
    const data = fromArrays(x, y).batch(4).repeat();
    await expect(made.fit(data, silent)).rejects.toThrow(/never ends.*\n.*`stepsPerEpoch`/);
    await expect(made.fit(x, y, { ...silent, validationData: data })).rejects.toThrow(
      /validationData of fit: the dataset never ends.*\n.*`validationSteps`/,
    );
    await expect(made.evaluate(data, silent)).rejects.toThrow(/never ends.*\n.*`steps`/);
    const all = await made.evaluate(x, y, silent);
    // In batches of 4 and of 32 losses are added up in another order.
    close((await made.evaluate(data, { ...silent, steps: 5 })) as number[], all as number[]);
    close(await trained(data, { stepsPerEpoch: 5 }), await trainedOnArrays({}));
  });

  test('sample weights come with the batches, in either form', async () => {
    using made = model();
    const expected = await made.evaluate(x, y, { ...silent, batchSize: 4, sampleWeight: weights });
    const lists = function* (): Generator<GivenBatch> {
      for (let at = 0; at < 20; at += 4) {
        yield [x.slice(at, at + 4), y.slice(at, at + 4), weights.slice(at, at + 4)];
      }
    };
    expect(await made.evaluate(lists, silent)).toEqual(expected);
    const dataset = fromArrays(x, y, weights).batch(4);
    expect(await made.evaluate(dataset, silent)).toEqual(expected);
    const { history } = await made.fit(x, y, {
      ...silent,
      validationData: [x, y, weights],
      validationBatchSize: 4,
    });
    const again = (await made.evaluate(dataset, silent)) as number[];
    expect([history.val_loss?.[0], history.val_accuracy?.[0]]).toEqual(again);
  });

  test('class weights are weights of samples, in arrays, splits and batches', async () => {
    const classWeight = { 1: 4 };
    const perSample = Float32Array.from(y.data, (one) => (one === 1 ? 4 : 1));
    const expected = await trainedOnArrays({ epochs: 2, sampleWeight: perSample });
    close(await trainedOnArrays({ epochs: 2, classWeight }), expected);
    close(await trained(batches, { epochs: 2, classWeight }), expected);
    const half = { validationSplit: 0.5, classWeight };
    using made = model();
    const { history } = await made.fit(x, y, { ...silent, ...half });
    const rest = await made.evaluate(x.slice(10, 20), y.slice(10, 20), silent);
    close([history.val_loss![0]!, history.val_accuracy![0]!], rest as number[]);
    await expect(made.fit(x, y, { ...silent, classWeight, sampleWeight: weights })).rejects.toThrow(
      '`classWeight` and `sampleWeight` were given together',
    );
    await expect(
      made.fit(fromArrays(x, y, weights).batch(4), { ...silent, classWeight }),
    ).rejects.toThrow('`classWeight` and `sampleWeight` were given together');
  });

  test("shuffle: 'batch' is reproducible, and keeps the rows of each batch together", async () => {
    const once = await trainedOnArrays({ shuffle: 'batch', epochs: 2 });
    expect(await trainedOnArrays({ shuffle: 'batch', epochs: 2 })).toEqual(once);
    // The gradient of a batch does not depend on the order of its rows, but for rounding.
    close(once, await trainedOnArrays({ epochs: 2 }));
  });

  test('predict takes generators', async () => {
    using made = model();
    const expected = await made.predict(x, silent);
    expectClose(await made.predict(batches, silent), expected);
    const samples = function* (): Generator<GivenBatch> {
      for (let at = 0; at < 20; at += 4) yield [x.slice(at, at + 4)];
    };
    expectClose(await made.predict(samples(), silent), expected);
  });

  test.each<[string, unknown, RegExp]>([
    ['that is empty', function* () {}, /held no batch in epoch 1/],
    [
      'without x',
      function* () {
        yield {};
      },
      /each batch must hold `x`/,
    ],
    [
      'without y',
      function* () {
        yield { x };
      },
      /each batch must hold `y`/,
    ],
    [
      'of undefined',
      function* () {
        yield undefined;
      },
      /each batch must hold `x`, received undefined/,
    ],
    [
      'with too much',
      function* () {
        yield [x, y, weights, 1];
      },
      /each batch must hold `x`/,
    ],
    [
      'of other rows',
      function* () {
        yield [x, [1]];
      },
      /`batch x` and `batch y` must have equally many rows/,
    ],
    ['of no batches', () => 3, /the function must return batches, received 3/],
    [
      'with NaN',
      function* () {
        yield [[[Number.NaN, 1]], [1]];
      },
      /`batch x` must be finite/,
    ],
  ])('data %s is refused', async (_, data, message) => {
    using made = model();
    await expect(made.fit(data as BatchData, silent)).rejects.toThrow(message);
  });

  test('targets besides such data are refused', async () => {
    using made = model();
    await expect(made.fit(batches as never, y)).rejects.toThrow(
      /`y` is for arrays, and the data brings its own batches/,
    );
    await expect(made.evaluate(batches as never, y)).rejects.toThrow(/`y` is for arrays/);
  });

  test.each<[FitOptions, RegExp]>([
    [{ batchSize: 4 }, /`batchSize` is for arrays/],
    [{ shuffle: 'batch' }, /`shuffle` is for arrays/],
    [{ validationSplit: 0.1 }, /`validationSplit` is for arrays/],
    [{ sampleWeight: weights }, /`sampleWeight` is for arrays/],
    [{ stepsPerEpoch: 0 }, /`stepsPerEpoch` must be a whole number of at least 1/],
    [{ validationSteps: 1.5 }, /`validationSteps` must be a whole number/],
    [{ validationFreq: [0] }, /`validationFreq` must be a whole number of at least 1/],
    [{ shuffle: 'rows' as never }, /`shuffle` must be true, false or .batch./],
  ])('%o is refused', async (options, message) => {
    using made = model();
    await expect(made.fit(batches, { ...silent, ...options })).rejects.toThrow(message);
  });
});

inBothModes('data of which only the first batches are wanted', () => {
  test('is told that it is not needed any more', async () => {
    let opened = 0;
    let closed = 0;
    function* endless() {
      opened++;
      try {
        for (;;) yield { x: [[1], [2]], y: [[1], [2]] };
      } finally {
        closed++;
      }
    }
    const model = new Sequential([new Dense({ units: 1, inputShape: [1] })]);
    model.compile({ loss: 'mse' });
    await model.evaluate(endless, { steps: 2, verbose: 0 });
    expect([opened, closed]).toEqual([1, 1]);
    const validation = { validationData: endless, validationSteps: 1 };
    await model.fit(endless, { epochs: 3, stepsPerEpoch: 2, verbose: 0, ...validation });
    expect([opened, closed]).toEqual([5, 5]);
  });

  test('null is no sample weight, beside class weights and with batches', async () => {
    const model = new Sequential([new Dense({ units: 1, inputShape: [1] })]);
    model.compile({ loss: 'mse' });
    const none = { sampleWeight: null, verbose: 0 } as const;
    await model.fit([[1], [2]], [[0], [1]], { ...none, classWeight: { 0: 2, 1: 1 } });
    await model.fit([{ x: [[1]], y: [[1]] }], none);
    expect(model.optimizer.iterations).toBe(2);
  });
});
