import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import type { RandomCase } from '../../test-support/random-layers.ts';
import { disturbedOnes, momentsOf, randomCasesOf } from '../../test-support/random-layers.ts';
import { GaussianDropout } from './gaussian-dropout.ts';

interface NoiseCase extends RandomCase {
  readonly noiseMean: number;
  readonly noiseStd: number;
}

await layerFixtureTests('keras/layers-regularization.json', { GaussianDropout });
const randomCases = await randomCasesOf<NoiseCase>('GaussianDropout');

onEachBackend('GaussianDropout', () => {
  test.each([
    {
      options: { rate: 0.4 },
      input: [2, 3],
      output: [2, 3],
      refuses: { rate: [-0.1, 1], seed: ['x', -1] },
    },
    { options: { rate: 0.2, seed: 3 }, input: [2, 3, 4], output: [2, 3, 4] },
  ])('obeys the layer laws: $options', (example) => checkLayer(GaussianDropout, example));

  test.each(randomCases)('disturbs ones as Keras does: $name', (recorded) => {
    using y = disturbedOnes(GaussianDropout, recorded);
    const { mean, std } = momentsOf(y);
    const { noiseStd } = recorded;
    expect(Math.abs(mean - 1)).toBeLessThan((4 * noiseStd) / Math.sqrt(y.size));
    expect(Math.abs(std - noiseStd)).toBeLessThan((4 * noiseStd) / Math.sqrt(2 * y.size));
  });

  test('draws other noise each time, and the same after the same seed', () => {
    const layers = [1, 2].map(() => new GaussianDropout({ rate: 0.4, seed: 9 }));
    const [first, second] = layers.map((layer) => {
      using y = layer.apply([[1, 2, 3]], { training: true });
      return [...y.dataSync()].join();
    });
    expect(first).toBe(second);
    using other = new GaussianDropout({ rate: 0.4, seed: 10 }).apply([[1, 2, 3]], {
      training: true,
    });
    expect([...other.dataSync()].join()).not.toBe(first);
  });

  test('changes nothing at 0', () => {
    using y = new GaussianDropout({ rate: 0 }).apply([[1, 2]], { training: true });
    expectClose(y, [[1, 2]]);
  });
});
