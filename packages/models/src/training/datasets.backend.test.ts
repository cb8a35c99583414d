import { ndArray, resetNames, setRandomSeed, type Tensor } from '@myelin/core';
import { Dataset, fromArrays, fromGenerator, fromTensorSlices } from '@myelin/data';
import {
  Add,
  Concatenate,
  Dense,
  Embedding,
  FeatureSpace,
  GlobalAveragePooling1D,
  Multiply,
  Normalization,
  StringLookup,
  TextVectorization,
} from '@myelin/layers';
import { Adam } from '@myelin/optimizers';
import { expectClose } from '@myelin/testkit';
import { beforeEach, expect, test } from 'vitest';
import { inBothModes, type Mode } from '../../test-support/in-both-modes.ts';
import { registerAll } from '../../test-support/register-all.ts';
import { Input } from '../functional/input.ts';
import { Model } from '../functional/model.ts';
import { Sequential } from '../sequential/sequential.ts';

registerAll();
beforeEach(resetNames);

const silent = { verbose: 0 } as const;

const a = ndArray(
  Float32Array.from({ length: 12 }, (_, i) => Math.sin(i)),
  [12, 1],
);
const b = ndArray(
  Float32Array.from({ length: 12 }, (_, i) => Math.cos(3 * i)),
  [12, 1],
);
const sum = ndArray(a.data.map((value, i) => value + b.data[i]!) as Float32Array, [12, 1]);
const product = ndArray(a.data.map((value, i) => value * b.data[i]!) as Float32Array, [12, 1]);
const weights = { sum: Float32Array.from({ length: 12 }, (_, i) => 1 + (i % 2)) };

const texts = ['a good film', 'so bad', 'good fun', 'bad day', 'what good', 'what a bad idea'];
const labels = [1, 0, 1, 0, 1, 0];

/** Two inputs and two outputs, in records. */
function arithmetic() {
  setRandomSeed(3);
  const inputs = {
    b: new Input({ shape: [1], name: 'b' }),
    a: new Input({ shape: [1], name: 'a' }),
  };
  const scaled = Object.values(inputs).map((input) => new Dense({ units: 4 }).apply(input));
  const sumOf = new Dense({ units: 1, name: 'sum' }).apply(new Add().apply(scaled));
  const productOf = new Dense({ units: 1, name: 'product' }).apply(new Multiply().apply(scaled));
  const model = new Model({ inputs, outputs: { sum: sumOf, product: productOf } });
  model.compile({ optimizer: new Adam({ learningRate: 0.05 }), loss: 'mse' });
  return model;
}

function classifier(words: TextVectorization): Sequential {
  setRandomSeed(5);
  const model = new Sequential([
    new Input({ shape: [1], dtype: 'string' }),
    words,
    new Embedding({ inputDim: words.vocabularySize(), outputDim: 4 }),
    new GlobalAveragePooling1D(),
    new Dense({ units: 1, activation: 'sigmoid' }),
  ]);
  model.compile({
    optimizer: new Adam({ learningRate: 0.1 }),
    loss: 'binary_crossentropy',
    metrics: ['accuracy'],
  });
  return model;
}

function knownWords(): TextVectorization {
  const words = new TextVectorization({ outputSequenceLength: 4 });
  words.adapt(texts);
  return words;
}

const requireCompiled = (mode: Mode, model: { explain(): string }): void => {
  if (mode === 'compiled') expect(model.explain()).not.toContain('not compiled');
};

const close = (actual: readonly number[], expected: readonly number[]): void =>
  expectClose(ndArray(Float32Array.from(actual)), [...expected]);

inBothModes('data sets of records and lists', (mode) => {
  test('train a model with several inputs and outputs as arrays do', async () => {
    const options = { ...silent, epochs: 4 };
    using onArrays = arithmetic();
    const expected = await onArrays.fit(
      { a, b },
      { sum, product },
      {
        ...options,
        batchSize: 4,
        shuffle: false,
        sampleWeight: { sum: weights.sum, product: null },
        validationData: [
          { a, b },
          { sum, product },
        ],
      },
    );
    using onDataset = arithmetic();
    const validation = fromArrays({ a, b }, { sum, product }).batch(5);
    const { history } = await onDataset.fit(
      fromArrays({ a, b }, { product, sum }, weights).batch(4),
      { ...options, validationData: validation },
    );
    expect(Object.keys(history)).toEqual(Object.keys(expected.history));
    for (const [name, values] of Object.entries(history)) close(values, expected.history[name]!);
    expect(history.val_loss!.at(-1)).toBeLessThan(history.val_loss![0]!);
    requireCompiled(mode, onDataset);

    const judged = await onDataset.evaluate(validation, { ...silent, returnDict: true });
    const { sum: predicted } = await onDataset.predict(validation, silent);
    expect(predicted.shape).toEqual([12, 1]);
    close([judged.sum_loss!], [predicted.map((value, i) => (value - sum.data[i]!) ** 2).mean()]);
  });

  test('may be lists, in the order of the inputs', async () => {
    setRandomSeed(1);
    const inputs = [new Input({ shape: [1], name: 'q' }), new Input({ shape: [1], name: 'p' })];
    const y = new Dense({ units: 1 }).apply(new Concatenate().apply(inputs));
    using model = new Model({ inputs, outputs: y });
    model.compile({ optimizer: new Adam({ learningRate: 0.5 }), loss: 'mse' });
    // By hand: the first counts ten times, the second twice.
    const target = a.map((value, i) => 10 * value + 2 * b.data[i]!);
    const dataset = fromArrays([a, b], target).shuffle(12, { seed: 1 }).batch(4);
    await model.fit(dataset, { ...silent, epochs: 50 });
    const [first, second] = model.getWeights()[0]!.data;
    expect(first).toBeCloseTo(10, 1);
    expect(second).toBeCloseTo(2, 1);
  });

  test('train a model of texts as lists of texts do', async () => {
    using onArrays = classifier(knownWords());
    const options = { ...silent, epochs: 12 };
    const expected = await onArrays.fit(texts, labels, {
      ...options,
      batchSize: 4,
      shuffle: false,
      validationData: [texts.slice(0, 3), labels.slice(0, 3)],
    });
    const dataset = fromArrays(texts, labels);
    using onDataset = classifier(knownWords());
    const { history } = await onDataset.fit(dataset.batch(4), {
      ...options,
      validationData: dataset.take(3).batch(2),
    });
    for (const [name, values] of Object.entries(history)) close(values, expected.history[name]!);
    expect(history.val_accuracy!.at(-1)).toBe(1);
    requireCompiled(mode, onDataset);
    const y = await onDataset.predict(fromArrays(['good', 'bad']).batch(1), silent);
    expect(y.at(0, 0)).toBeGreaterThan(0.5);
    expect(y.at(1, 0)).toBeLessThan(0.5);
  });

  test('predict takes the samples alone', async () => {
    using words = classifier(knownWords());
    const expected = await words.predict(texts, silent);
    const dataset = fromArrays(texts, labels).batch(4);
    expectClose(
      await words.predict(
        dataset.map(({ x }) => x),
        silent,
      ),
      expected.toArray(),
    );
    expectClose(await words.predict(() => dataset.map(({ x }) => x), silent), expected.toArray());

    using model = arithmetic();
    const both = await model.predict({ a, b }, silent);
    const records = fromTensorSlices({ a, b }).batch(5);
    const lists = fromTensorSlices([a, b]).batch(5);
    for (const samples of [records, fromArrays({ a, b }).batch(5)]) {
      const y = await model.predict(samples, silent);
      expectClose(y.sum, both.sum.toArray());
      expectClose(y.product, both.product.toArray());
    }
    // A list is a batch, as in Keras: samples, then targets.
    await expect(model.predict(lists, silent)).rejects.toThrow(
      /one array for each of the 2 inputs/,
    );
    await expect(model.fit(records as never, silent)).rejects.toThrow(/each batch must hold `x`/);
  });

  test('from generators train as arrays do, over several epochs', async () => {
    const options = { ...silent, epochs: 4 };
    using onArrays = arithmetic();
    const targets = { sum, product };
    const expected = await onArrays.fit({ a, b }, targets, {
      ...options,
      batchSize: 4,
      shuffle: false,
    });
    const opened: number[] = [];
    const rows = fromGenerator(async function* () {
      opened.push(0);
      for (let i = 0; i < 12; i++) yield i;
    });
    const dataset = rows
      .map(
        async (i) => {
          const at = i.at();
          return {
            x: { a: a.row(at), b: b.row(at) },
            y: { sum: sum.row(at), product: product.row(at) },
          };
        },
        { parallel: 3 },
      )
      .batch(4)
      .prefetch(2);
    using onGenerator = arithmetic();
    const { history } = await onGenerator.fit(dataset, options);
    for (const [name, values] of Object.entries(history)) close(values, expected.history[name]!);
    expect(opened).toHaveLength(4);
    requireCompiled(mode, onGenerator);
  });

  test('are closed when training stops', async () => {
    let closed = 0;
    const endless = fromGenerator(function* () {
      try {
        for (;;) yield { x: { a: [1], b: [2] }, y: { sum: [3], product: [2] } };
      } finally {
        closed++;
      }
    });
    using model = arithmetic();
    await model.fit(endless.batch(4).prefetch(), { ...silent, epochs: 2, stepsPerEpoch: 3 });
    // One walk serves all epochs of so many steps.
    expect(closed).toBe(1);
    await expect(
      model.fit(Dataset.zip([endless, Dataset.range(9)]).batch(4) as never, silent),
    ).rejects.toThrow();
    expect(closed).toBe(2);
  });

  test('may hold texts beside numbers, and what a map made of them', async () => {
    setRandomSeed(2);
    const color = new Input({ shape: [1], dtype: 'string', name: 'color' });
    const size = new Input({ shape: [1], name: 'size' });
    const known = new StringLookup({ vocabulary: ['red', 'green'], outputMode: 'one_hot' });
    const joined = new Concatenate().apply([known.apply(color), size]);
    using model = new Model({
      inputs: { color, size },
      outputs: new Dense({ units: 1 }).apply(joined),
    });
    model.compile({ optimizer: new Adam({ learningRate: 0.2 }), loss: 'mse' });
    const dataset = fromArrays({ color: ['red', 'green', 'blue', 'red'], size: [10, 20, 30, 40] }, [
      [11],
      [22],
      [33],
      [14],
    ]).map(({ x, y }) => ({ x: { ...x, size: x.size.div(10) }, y }));
    const { history } = await model.fit(dataset.batch(3), { ...silent, epochs: 120 });
    expect(history.loss!.at(-1)).toBeLessThan(0.05 * history.loss![0]!);
    requireCompiled(mode, model);
  });

  test('are refused where an input is missing', async () => {
    using model = arithmetic();
    const dataset = fromArrays({ a, c: b }, { sum, product }).batch(4);
    await expect(model.fit(dataset, silent)).rejects.toThrow(
      /one array for each of the 2 inputs "a", "b", received an object with a, c/,
    );
  });

  test('layers adapt to them', async () => {
    const rows = [
      [1, 10],
      [3, 30],
      [5, 80],
    ];
    const dataset = fromArrays(rows, [0, 1, 0]);
    for (const stream of [dataset, dataset.batch(2), dataset.batch(2).map(({ x }) => x)]) {
      using normalization = new Normalization();
      await normalization.adapt(stream);
      using y = normalization.apply([[3, 40]]);
      expectClose(y, [[0, 0]]);
    }
    const reviews = fromArrays(texts, labels).map(({ x }) => x);
    for (const stream of [reviews, reviews.batch(4)]) {
      const words = new TextVectorization();
      await words.adapt(stream);
      expect(words.getVocabulary()).toEqual(knownWords().getVocabulary());
    }
  });

  test('a feature space adapts to records', async () => {
    const table = { age: [1, 2, 3, 6], place: ['x', 'y', 'x', 'x'] };
    const make = () =>
      new FeatureSpace({
        features: {
          age: FeatureSpace.floatNormalized(),
          place: FeatureSpace.stringCategorical(),
        },
        outputMode: 'concat',
      });
    const dataset = fromArrays(table);
    for (const stream of [dataset.map(({ x }) => x), dataset.batch(3).map(({ x }) => x)]) {
      using whole = make();
      whole.adapt(table);
      using streamed = make();
      await streamed.adapt(stream);
      using expected = whole.apply(table) as Tensor;
      using y = streamed.apply(table) as Tensor;
      expectClose(y, expected.arraySync() as number[][]);
    }
  });
});
