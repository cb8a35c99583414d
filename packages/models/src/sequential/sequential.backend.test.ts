import { ndArray, setRandomSeed, tensor } from '@myelin/core';
import { Dense, Dropout, Flatten, Softmax } from '@myelin/layers';
import { expectClose, expectNoLeak } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { inBothModes } from '../../test-support/in-both-modes.ts';
import { registerAll } from '../../test-support/register-all.ts';
import { Input } from '../functional/input.ts';
import { Sequential } from './sequential.ts';

registerAll();

inBothModes('Sequential', () => {
  // Keras 3: 784-128-10, 784-512-512-10, 4-10-10-1-1, 4-10-1, 8-128-128-1 and 1000-16-16-1.
  test.each([
    { widths: [784, 128, 10], count: 101_770 },
    { widths: [784, 512, 512, 10], count: 669_706 },
    { widths: [4, 10, 10, 1, 1], count: 173 },
    { widths: [4, 10, 1], count: 61 },
    { widths: [8, 128, 128, 1], count: 17_793 },
    { widths: [1000, 16, 16, 1], count: 16_305 },
    { widths: [4, 8, 4, 1], count: 81 },
    { widths: [4, 16, 8, 1], count: 225 },
    { widths: [4, 4, 8, 8, 4, 1], count: 173 },
    { widths: [4, 8, 16, 16, 8, 1], count: 601 },
  ])('of widths $widths has $count parameters', ({ widths, count }) => {
    const [features = 1, ...units] = widths;
    using model = new Sequential([
      new Input({ shape: [features] }),
      ...units.map((size) => new Dense({ units: size })),
    ]);
    expect(model.countParams()).toBe(count);
  });

  test('applies its layers in order', () => {
    using model = new Sequential([
      new Flatten({ inputShape: [2, 2] }),
      new Dense({ units: 1, kernelInitializer: 'ones' }),
      new Dense({ units: 2, kernelInitializer: 'ones', activation: 'relu' }),
    ]);
    using y = model.apply([
      [
        [1, 2],
        [3, 4],
      ],
      [
        [-1, -2],
        [0, 0],
      ],
    ]);
    expectClose(y, [
      [10, 10],
      [0, 0],
    ]);
  });

  test('is built by its first data when no shape was stated', async () => {
    using model = new Sequential([new Dense({ units: 3 })]);
    expect(model.isBuilt).toBe(false);
    expect(model.weights).toEqual([]);
    const y = await model.predict([[1, 2]], { verbose: 0 });
    expect(y.shape).toEqual([1, 3]);
    expect(model.weights.map(({ path }) => path)).toEqual([
      `${model.name}/${model.layers[0]!.name}/kernel`,
      `${model.name}/${model.layers[0]!.name}/bias`,
    ]);
  });

  test('takes another model as a layer, and shares its weights', async () => {
    using model = new Sequential([new Dense({ units: 3, activation: 'softmax', inputShape: [2] })]);
    using twice = new Sequential([model, new Softmax()]);
    expect(twice.weights).toEqual(model.weights);
    model.setWeights([
      [
        [50, 0, 0],
        [0, 50, 0],
      ],
      [0, 0, 0],
    ]);
    // Softmax of a one-hot row is e/(e+2) and 1/(e+2): the double softmax of the course note, for three classes.
    const top = Math.E / (Math.E + 2);
    const rest = 1 / (Math.E + 2);
    expectClose(await twice.predict([[1, 0]], { verbose: 0 }), [[top, rest, rest]]);
  });

  test('add and pop change the end of the model', async () => {
    using model = new Sequential();
    model.add(new Dense({ units: 4, inputShape: [2] })).add(new Dense({ units: 1 }));
    expect(model.outputShape([null, 2])).toEqual([null, 1]);
    expect(model.pop()).toBeInstanceOf(Dense);
    expect(model.outputShape([null, 2])).toEqual([null, 4]);
    model.add(new Dense({ units: 7 }));
    expect((await model.predict([[1, 2]], { verbose: 0 })).shape).toEqual([1, 7]);
  });

  test('setWeights changes nothing unless everything fits', () => {
    using model = new Sequential([
      new Dense({ units: 2, inputShape: [1], kernelInitializer: 'ones' }),
    ]);
    expect(() => model.setWeights([[[5, 5]], [1, 2, 3]])).toThrow(/shape \[2\], received \[3\]/);
    expect(() => model.setWeights([[[5, 5]]])).toThrow(/has 2 weights, received 1 values/);
    expect(model.getWeights()[0]!.toArray()).toEqual([[1, 1]]);
    model.setWeights([[[5, 6]], ndArray([1, 2])]);
    expect(model.getWeights().map((weight) => weight.toArray())).toEqual([[[5, 6]], [1, 2]]);
  });

  test('the same seed gives the same weights and dropout masks', () => {
    const make = (): number[] => {
      setRandomSeed(100);
      using model = new Sequential([
        new Dense({ units: 4, inputShape: [3] }),
        new Dropout({ rate: 0.5 }),
      ]);
      using y = model.apply([[1, 2, 3]], { training: true });
      return [...y.dataSync()];
    };
    expect(make()).toEqual(make());
  });

  test('leaks no tensor', async () => {
    await expectNoLeak(() => {
      using model = new Sequential([
        new Dense({ units: 4, inputShape: [3], kernelRegularizer: 'l2' }),
        new Dropout({ rate: 0.5 }),
      ]);
      using x = tensor([[1, 2, 3]]);
      model.apply(x).dispose();
      model.apply(x, { training: true }).dispose();
    });
  });

  test('getLayer finds a layer by name and by place', () => {
    using model = new Sequential([new Dense({ units: 1, name: 'first' }), new Dense({ units: 2 })]);
    expect(model.getLayer('first')).toBe(model.layers[0]);
    expect(model.getLayer(-1)).toBe(model.layers[1]);
    expect(() => model.getLayer('last')).toThrow(/no layer is named "last"/);
  });
});
