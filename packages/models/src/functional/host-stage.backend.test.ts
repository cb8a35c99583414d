import { Callback, resetNames, StringArray, setRandomSeed } from '@myelin/core';
import {
  Concatenate,
  Dense,
  Embedding,
  GlobalAveragePooling1D,
  StringLookup,
  TextVectorization,
} from '@myelin/layers';
import { Adam } from '@myelin/optimizers';
import { expectNoLeak } from '@myelin/testkit';
import { beforeEach, expect, test } from 'vitest';
import { inBothModes } from '../../test-support/in-both-modes.ts';
import { registerAll } from '../../test-support/register-all.ts';
import { Sequential } from '../sequential/sequential.ts';
import { Input } from './input.ts';
import { Model } from './model.ts';

registerAll();
beforeEach(resetNames);

const silent = { verbose: 0 } as const;
const good = ['a good film', 'good good fun', 'what a good idea', 'so good'];
const bad = ['a bad film', 'bad bad day', 'what a bad idea', 'so bad'];
const texts = [...good, ...bad];
const labels = texts.map((_, i) => [i < good.length ? 1 : 0]);

function classifier(): Sequential {
  setRandomSeed(5);
  const words = new TextVectorization({ outputSequenceLength: 4 });
  words.adapt(texts);
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

/** Ends training after the first epoch. */
class Stop extends Callback {
  readonly #model: { stopTraining: boolean };
  constructor(model: { stopTraining: boolean }) {
    super();
    this.#model = model;
  }
  override onEpochEnd(): void {
    this.#model.stopTraining = true;
  }
}

inBothModes('a model that takes texts', (mode) => {
  test('learns from them, and judges new ones', async () => {
    using model = classifier();
    const { history } = await model.fit(texts, labels, { ...silent, epochs: 30 });
    expect(history.accuracy!.at(-1)).toBe(1);
    const y = await model.predict(['good', 'bad'], silent);
    expect(y.shape).toEqual([2, 1]);
    expect(y.at(0, 0)).toBeGreaterThan(0.6);
    expect(y.at(1, 0)).toBeLessThan(0.4);
    expect(model.predictOnBatch([['good'], ['bad']]).at(0, 0)).toBeCloseTo(y.at(0, 0), 5);
    const array = new StringArray(['good', 'bad'], [2]);
    expect((await model.predict(array, silent)).at(0, 0)).toBeCloseTo(y.at(0, 0), 5);
    expect((await model.evaluate(texts, labels, silent)) as number[]).toEqual([
      expect.any(Number),
      1,
    ]);
    if (mode === 'compiled') expect(model.explain()).not.toContain('not compiled');
  });

  test('can be told to stop', async () => {
    using model = classifier();
    const { epoch } = await model.fit(texts, labels, {
      ...silent,
      epochs: 5,
      callbacks: [new Stop(model)],
    });
    expect(epoch).toEqual([0]);
  });

  test('may take numbers beside them', async () => {
    setRandomSeed(2);
    const color = new Input({ shape: [1], dtype: 'string', name: 'color' });
    const size = new Input({ shape: [1], name: 'size' });
    const known = new StringLookup({
      vocabulary: ['red', 'green'],
      outputMode: 'one_hot',
      numOovIndices: 1,
    });
    const joined = new Concatenate().apply([known.apply(color), size]);
    const y = new Dense({ units: 1, name: 'price' }).apply(joined);
    using model = new Model({ inputs: { color, size }, outputs: y });
    model.compile({ optimizer: new Adam({ learningRate: 0.2 }), loss: 'mse' });
    const x = { color: ['red', 'green', 'blue', 'red'], size: [1, 2, 3, 4] };
    const { history } = await model.fit(x, [[11], [22], [33], [14]], { ...silent, epochs: 120 });
    expect(history.loss!.at(-1)).toBeLessThan(0.05 * history.loss![0]!);
    const { data } = await model.predict({ color: ['green'], size: [2] }, silent);
    expect(Math.abs(data[0]! - 22)).toBeLessThan(5);
  });

  test('refuses numbers where texts are wanted, and tells what else is wrong', async () => {
    using model = classifier();
    await expect(model.predict([[1], [2]], silent)).rejects.toThrow(/`x`.*text/);
    await expect(model.predict([], silent)).rejects.toThrow(/at least one text/);
    await expect(model.fit(texts.slice(1), labels, silent)).rejects.toThrow(/equally many rows/);
  });

  test('leaks no tensor', async () => {
    using model = classifier();
    await model.predict(['good'], silent);
    await expectNoLeak(async () => {
      await model.predict(['good', 'bad'], silent);
    });
  });
});
