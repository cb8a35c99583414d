import { NdArray, Pass, setRandomSeed, tensor, tidy } from '@myelin/core';
import { checkLayer, expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import type { ChainMixture } from './aug-mix.ts';
import { AugMix } from './aug-mix.ts';

const colors = Float32Array.from({ length: 48 }, (_, i) => 20.5 + ((i * 67) % 210));

onEachBackend('AugMix', () => {
  test.each([
    { options: { numChains: 2, chainDepth: 1 }, input: new NdArray(colors, [1, 4, 4, 3]) },
    {
      options: { numChains: 1, chainDepth: 2, allOps: false, alpha: 0.5, factor: 0.2, seed: 3 },
      input: new NdArray(colors, [4, 4, 3]),
    },
  ])('obeys the layer laws: $options', ({ options, input }) =>
    checkLayer(AugMix, {
      options,
      input,
      output: input.shape,
      refuses: {
        numChains: [0, 1.5],
        chainDepth: [0],
        factor: [-0.1, 2],
        alpha: [0, -1],
        interpolation: ['bicubic'],
      },
      skipLaws: {
        gradients: 'rounding to levels has jumps that finite differences step over',
      },
    }),
  );

  /** An image mixed with what two chains of two steps make of it. */
  const mixed = (choices: readonly (readonly [number, number])[], weight: number): number[] =>
    tidy(() => {
      const layer = new AugMix({ factor: [0.25, 0.25], numChains: 2, chainDepth: choices.length });
      const images = tensor([[[[40, 80, 120]], [[200, 160, 240]]]], 'float32');
      const drawn = layer.randomTransformation(images.shape, new Pass({ training: true }));
      const mixture: ChainMixture = {
        chainMixingWeights: tensor([0.75, 0.25], 'float32'),
        weightSample: tensor(weight, 'float32'),
        chainTransforms: drawn.chainTransforms.map((step, i) => ({
          ...step,
          choices: tensor(choices[i] ?? [], 'float32'),
        })),
      };
      return [...layer.transformImages(images, mixture).dataSync()];
    });

  test('mixes images with chains, and those with one another', () => {
    const none = 11;
    // Number 5 is auto contrast, 7 adds a quarter of the range.
    const stretched = [0, 0, 0, 255, 255, 255];
    const brighter = [103.75, 143.75, 183.75, 255, 223.75, 255];
    const image = [40, 80, 120, 200, 160, 240];
    const expected = image.map(
      (x, i) => 0.5 * x + 0.5 * (0.75 * (stretched[i] ?? 0) + 0.25 * (brighter[i] ?? 0)),
    );
    expectRow(
      mixed(
        [
          [5, none],
          [none, 7],
        ],
        0.5,
      ),
      expected,
    );
  });

  test('leaves images as they are where no chain changes anything', () => {
    expectRow(
      mixed(
        [
          [11, 11],
          [11, 11],
        ],
        0.3,
      ),
      [40, 80, 120, 200, 160, 240],
    );
  });

  test('equalizes each chain by itself', () => {
    // Number 6. A channel of two values becomes 0 and 255, whatever the other chain holds.
    const stretched = [0, 0, 0, 255, 255, 255];
    expectRow(
      mixed(
        [
          [6, 6],
          [11, 11],
        ],
        0,
      ),
      stretched,
    );
    expectRow(
      mixed(
        [
          [7, 11],
          [6, 6],
        ],
        0,
      ),
      stretched,
    );
  });

  test('draws weights that add up to 1, and for each chain a change or none', () => {
    setRandomSeed(2);
    tidy(() => {
      const layer = new AugMix({ numChains: 300, chainDepth: 2, allOps: false });
      const pass = new Pass({ training: true });
      const drawn = layer.randomTransformation([1, 1, 1, 1], pass);
      const { chainMixingWeights, weightSample, chainTransforms } = drawn;
      const shares = [...chainMixingWeights.dataSync()];
      expect(shares.reduce((total, share) => total + share)).toBeCloseTo(1, 4);
      expect(weightSample.shape).toEqual([]);
      for (const { choices } of chainTransforms) {
        const found = [...new Set(choices.dataSync())].sort((a, b) => a - b);
        // Seven changes, and none.
        expect(found).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
      }
    });
  });

  test('keeps the value range, and hands images on outside of training', () => {
    const layer = new AugMix({ factor: 1, numChains: 2, chainDepth: 2, valueRange: [0, 1] });
    const x = new NdArray(
      colors.map((value) => value / 255),
      [1, 4, 4, 3],
    );
    for (let seed = 0; seed < 5; seed++) {
      setRandomSeed(seed);
      using y = layer.apply(x, { training: true });
      const values = [...y.dataSync()];
      expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...values)).toBeLessThanOrEqual(1);
    }
    using y = layer.apply(x);
    expectClose(y, x);
  });
});

function expectRow(actual: readonly number[], expected: readonly number[]): void {
  const array = (values: readonly number[]) =>
    new NdArray(Float32Array.from(values), [values.length]);
  expectClose(array(actual), array(expected));
}
