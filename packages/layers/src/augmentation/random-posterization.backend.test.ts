import { NdArray, tensor } from '@myelin/core';
import type { RecordedArray } from '@myelin/testkit';
import {
  checkLayer,
  expectClose,
  fixtureArray,
  fixtureCases,
  layerFixtureTests,
  onEachBackend,
} from '@myelin/testkit';
import { expect, test } from 'vitest';
import { drawn } from '../../test-support/drawn.ts';
import { transformFixtureTests } from '../../test-support/transform-fixture-tests.ts';
import { RandomPosterization } from './random-posterization.ts';

interface ImageCase {
  readonly name: string;
  readonly inputs: readonly [RecordedArray];
  readonly outputs: readonly [RecordedArray];
}

const fixed = (await fixtureCases<ImageCase>('keras/layers-image.json')).filter(
  ({ name }) => name === 'RandomPosterization-01-fixed',
);

await layerFixtureTests(
  'keras/layers-image.json',
  { RandomPosterization },
  {
    skip: {
      'RandomPosterization-01-fixed':
        'the draw that was recorded, which is compared below: Keras makes [1, 3] of 3, and draws one bit or two',
    },
  },
);
await transformFixtureTests({ RandomPosterization });

onEachBackend('RandomPosterization', () => {
  // So far from where levels change that the steps of finite differences change none.
  const levels = Float32Array.from({ length: 24 }, (_, i) => 0.5 + ((i * 7) % 32));

  test.each([
    { options: { factor: 4, valueRange: [0, 255] }, input: new NdArray(levels, [2, 2, 2, 3]) },
    {
      options: { factor: [8, 8], seed: 1, dataFormat: 'channels_first' },
      input: new NdArray(levels, [3, 2, 4]),
    },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(RandomPosterization, {
      ...example,
      output: example.input.shape,
      refuses: { factor: [0, 9, [1, 2, 3]] },
    }),
  );

  test.each(fixed)('does with two bits what was recorded: $name', ({ inputs, outputs }) => {
    using images = tensor(fixtureArray(inputs[0]), 'float32');
    using shiftFactor = tensor([6]);
    using y = new RandomPosterization({ factor: 3 }).transformImages(images, { shiftFactor });
    expectClose(y, fixtureArray(outputs[0]));
  });

  test('keeps the uppermost bits of each value', () => {
    const images = tensor([[[[255, 129, 127]]], [[[255, 129, 127]]]], 'float32');
    const shiftFactor = tensor([7, 4]);
    using y = new RandomPosterization({ factor: 8 }).transformImages(images, { shiftFactor });
    expectClose(y, [[[[128, 128, 0]]], [[[240, 128, 112]]]]);
  });

  test('cuts fractions off, also of values in another range', () => {
    const images = tensor([[[[0.999, 0.5]]]], 'float32');
    const layer = new RandomPosterization({ factor: 8, valueRange: [0, 1] });
    using y = layer.transformImages(images, { shiftFactor: tensor([0]) });
    // 254.745 and 127.5
    expectClose(y, [[[[254 / 255, 127 / 255]]]]);
  });

  test('takes values a little outside of the range for its ends', () => {
    const images = tensor([[[[-0.001, 255.001]]]], 'float32');
    const shiftFactor = tensor([4]);
    using y = new RandomPosterization({ factor: 8 }).transformImages(images, { shiftFactor });
    expectClose(y, [[[[0, 240]]]]);
  });

  test('draws the number of bits, the upper end of the range left out', () => {
    const bits = (factor: number | readonly [number, number]): number[] => {
      const shifts = drawn(new RandomPosterization({ factor }), [500, 2, 2, 3]).shiftFactor ?? [];
      return [...new Set(shifts.map((shift) => 8 - shift))].sort();
    };
    expect(bits(4)).toEqual([1, 2, 3]);
    expect(bits([5, 8])).toEqual([5, 6, 7]);
    expect(bits([6, 6])).toEqual([6]);
    expect(bits(1)).toEqual([1]);
  });
});
