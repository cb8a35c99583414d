import { NdArray } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { Rescaling } from './rescaling.ts';

await layerFixtureTests('keras/layers-tabular.json', { Rescaling });

onEachBackend('Rescaling', () => {
  test.each([
    { options: { scale: 0.5 }, input: [2, 3], output: [2, 3] },
    { options: { scale: [1, 2, 0.5], offset: [0, -1, 3] }, input: [2, 2, 3], output: [2, 2, 3] },
  ])('obeys the layer laws: $options', (example) => checkLayer(Rescaling, example));

  test('brings pixels into [0, 1]', () => {
    const pixels = new NdArray(Uint8Array.of(0, 51, 255), [1, 3]);
    using y = new Rescaling({ scale: 1 / 255 }).apply(pixels);
    expectClose(y, [[0, 0.2, 1]]);
  });

  test('refuses a scale that is not numbers', () => {
    expect(() => new Rescaling({ scale: [1, Number.NaN] })).toThrow('`scale` must be a number');
  });
});
