import { Pass, setRandomSeed } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { transformFixtureTests } from '../../test-support/transform-fixture-tests.ts';
import { RandomZoom } from './random-zoom.ts';

await layerFixtureTests('keras/layers-image.json', { RandomZoom });
await transformFixtureTests({ RandomZoom });

onEachBackend('RandomZoom', () => {
  test.each([
    { options: { heightFactor: 0.3 }, input: [2, 4, 3, 2], output: [2, 4, 3, 2] },
    {
      options: { heightFactor: [0.1, 0.4], widthFactor: -0.2, dataFormat: 'channels_first' },
      input: [2, 1, 3, 4],
      output: [2, 1, 3, 4],
    },
    {
      options: { heightFactor: 1, interpolation: 'nearest', fillMode: 'wrap', seed: 3 },
      input: [3, 3, 2],
      output: [3, 3, 2],
    },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(RandomZoom, {
      ...example,
      refuses: { heightFactor: [-1, 1.5, [-1, 0]], widthFactor: [2, [1]] },
    }),
  );

  test('shows the middle larger where the factor is negative', () => {
    const layer = new RandomZoom({ heightFactor: 0, widthFactor: [-0.5, -0.5] });
    using y = layer.apply([[[1], [2], [3]]], { training: true });
    expectClose(y, [[[1.5], [2], [2.5]]]);
  });

  test('keeps proportions unless the width has a factor of its own', () => {
    setRandomSeed(2);
    const pass = new Pass({ training: true });
    const alike = new RandomZoom({ heightFactor: 0.2 }).randomTransformation([300, 1, 1, 1], pass);
    expect(alike.widthZoom).toBe(alike.heightZoom);
    const shown = [...alike.heightZoom.dataSync()];
    expect(Math.min(...shown)).toBeGreaterThanOrEqual(0.8);
    expect(Math.min(...shown)).toBeLessThan(0.81);
    expect(Math.max(...shown)).toBeLessThanOrEqual(1.2);
    expect(Math.max(...shown)).toBeGreaterThan(1.19);
    const other = new RandomZoom({ heightFactor: 0.2, widthFactor: 0.2 });
    const { heightZoom, widthZoom } = other.randomTransformation([3, 1, 1, 1], pass);
    expect([...widthZoom.dataSync()]).not.toEqual([...heightZoom.dataSync()]);
    for (const drawn of [alike.heightZoom, heightZoom, widthZoom]) drawn.dispose();
  });
});
