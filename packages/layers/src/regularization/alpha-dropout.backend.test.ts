import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { disturbedOnes, momentsOf, randomCasesOf } from '../../test-support/random-layers.ts';
import { AlphaDropout } from './alpha-dropout.ts';

await layerFixtureTests('keras/layers-regularization.json', { AlphaDropout });
const randomCases = await randomCasesOf('AlphaDropout');

onEachBackend('AlphaDropout', () => {
  test.each([
    { options: { rate: 0.5 }, input: [2, 3], output: [2, 3], refuses: { rate: [-0.1, 1] } },
    {
      options: { rate: 0.3, noiseShape: [null, 1, null], seed: 3 },
      input: [2, 3, 4],
      output: [2, 3, 4],
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(AlphaDropout, example));

  test.each(randomCases)('disturbs ones as Keras does: $name', (recorded) => {
    using y = disturbedOnes(AlphaDropout, recorded);
    // α' = -1.7580993, a = (0.8 · (1 + 0.2 · α'²))^-½ = 0.8789036, b = -a · α' · 0.2 = 0.3090400: a + b and a · α' + b
    const values = [...new Set([...y.dataSync()].map((value) => value.toFixed(4)))].sort();
    expect(values).toEqual(['-1.2362', '1.1879']);
    const { mean, std } = momentsOf(y);
    const { sample } = recorded;
    const count = y.size;
    // Two samples differ by up to √2 times as much as one from the expected value.
    expect(Math.abs(mean - sample.mean)).toBeLessThan((4 * Math.SQRT2 * std) / Math.sqrt(count));
    expect(Math.abs(std - sample.std)).toBeLessThan((4 * Math.SQRT2 * std) / Math.sqrt(count));
  });

  test('keeps mean and variance of standard normal numbers', () => {
    const layer = new AlphaDropout({ rate: 0.4, seed: 5 });
    // The quantiles of the normal distribution at -1, 0 and 1 stand for all: their mean is 0, their variance 2/3.
    const values = Float32Array.from({ length: 30000 }, (_, i) => ((i % 3) - 1) * Math.sqrt(1.5));
    using x = tensor(values, 'float32');
    using y = layer.apply(x, { training: true });
    const { mean, std } = momentsOf(y);
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(30000));
    expect(Math.abs(std - 1)).toBeLessThan(4 / Math.sqrt(30000));
  });

  test('drops nothing at rate 0', () => {
    using y = new AlphaDropout({ rate: 0 }).apply([[1, 2]], { training: true });
    expectClose(y, [[1, 2]]);
  });
});
