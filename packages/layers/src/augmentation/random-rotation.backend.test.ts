import { Pass, setRandomSeed, tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { transformFixtureTests } from '../../test-support/transform-fixture-tests.ts';
import { RandomRotation } from './random-rotation.ts';

await layerFixtureTests('keras/layers-image.json', { RandomRotation });
await transformFixtureTests({ RandomRotation });

onEachBackend('RandomRotation', () => {
  test.each([
    { options: { factor: 0.2 }, input: [2, 4, 3, 2], output: [2, 4, 3, 2] },
    {
      options: { factor: [-0.1, 0.3], fillMode: 'wrap', dataFormat: 'channels_first', seed: 2 },
      input: [2, 1, 3, 4],
      output: [2, 1, 3, 4],
    },
    {
      options: { factor: 0.5, fillMode: 'constant', fillValue: 2, interpolation: 'nearest' },
      input: [3, 3, 2],
      output: [3, 3, 2],
    },
    { options: { factor: 1, fillMode: 'nearest' }, input: [1, 3, 3, 1], output: [1, 3, 3, 1] },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(RandomRotation, {
      ...example,
      refuses: { factor: [1.5, [2, 3], [0.1], null], seed: [-1], fillMode: ['mirror'] },
    }),
  );

  test('turns counterclockwise by shares of a full turn', () => {
    const layer = new RandomRotation({ factor: [0.25, 0.25], interpolation: 'nearest' });
    using y = layer.apply(
      [
        [[1], [2]],
        [[3], [4]],
      ],
      { training: true },
    );
    expectClose(y, [
      [[2], [4]],
      [[1], [3]],
    ]);
  });

  test('applies a draw to what belongs to the images, without mixing its values', () => {
    const layer = new RandomRotation({ factor: 0.1 });
    using angle = tensor([20], 'float32');
    using masks = tensor(
      Float32Array.from({ length: 25 }, (_, i) => i % 7),
      'float32',
      [1, 5, 5, 1],
    );
    using y = layer.transformMasks(masks, { angle });
    expect([...y.dataSync()].every(Number.isInteger)).toBe(true);
  });

  test('draws angles of the whole range, one for each image', () => {
    setRandomSeed(1);
    const layer = new RandomRotation({ factor: 0.2 });
    expect(layer.config.factor).toEqual([-0.2, 0.2]);
    using angle = layer.randomTransformation([1000, 1, 1, 1], new Pass({ training: true })).angle;
    const degrees = [...angle.dataSync()];
    const mean = degrees.reduce((sum, value) => sum + value, 0) / 1000;
    expect(Math.max(...degrees)).toBeLessThanOrEqual(72);
    expect(Math.min(...degrees)).toBeGreaterThanOrEqual(-72);
    // Standard deviation of uniform numbers: width / √12; four times that of their mean.
    expect(Math.abs(mean)).toBeLessThan((4 * 144) / Math.sqrt(12 * 1000));
    expect(Math.max(...degrees) - Math.min(...degrees)).toBeGreaterThan(140);
  });
});
