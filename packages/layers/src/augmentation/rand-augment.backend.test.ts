import { NdArray, Pass, setRandomSeed, tensor, tidy } from '@myelin/core';
import { checkLayer, expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { drawn } from '../../test-support/drawn.ts';
import { RandAugment } from './rand-augment.ts';

const colors = Float32Array.from({ length: 48 }, (_, i) => 20.5 + ((i * 67) % 210));

onEachBackend('RandAugment', () => {
  test.each([
    { options: {}, input: new NdArray(colors, [1, 4, 4, 3]) },
    {
      options: { numOps: 1, factor: 0.2, interpolation: 'nearest', seed: 3, valueRange: [0, 1] },
      input: new NdArray(
        colors.map((x) => x / 255),
        [4, 4, 3],
      ),
    },
  ])('obeys the layer laws: $options', ({ options, input }) =>
    checkLayer(RandAugment, {
      options,
      input,
      output: input.shape,
      refuses: { numOps: [0, 1.5], factor: [-0.1, 2], interpolation: ['bicubic'] },
      skipLaws: {
        gradients: 'rounding to levels has jumps that finite differences step over',
      },
    }),
  );

  /** An image through the augmentations of these numbers, none of which leaves anything to chance. */
  const augmented = (numbers: readonly number[]): number[] =>
    tidy(() => {
      const layer = new RandAugment({ factor: [0.25, 0.25], numOps: numbers.length });
      const images = tensor([[[[40, 80, 120]], [[200, 160, 240]]]], 'float32');
      const drawn = layer.randomTransformation(images.shape, new Pass({ training: true }));
      const layerIdxes = tensor(numbers, 'float32');
      return [...layer.transformImages(images, { ...drawn, layerIdxes }).dataSync()];
    });

  test('makes the change whose number was drawn', () => {
    // Brightness: a quarter of the range more.
    expectRow(augmented([3]), [103.75, 143.75, 183.75, 255, 223.75, 255]);
    // Contrast between 0.75 and 1.25 of it; a pair that is one point is both less and more.
    const [less, more] = [augmented([5])[0] ?? 0, augmented([5])[3] ?? 0];
    expect(less).toBeGreaterThan(120 - 1.25 * 80);
    expect(more).toBeLessThan(120 + 1.25 * 80);
    // Auto contrast: each channel from 0 to 255.
    expectRow(augmented([9]), [0, 0, 0, 255, 255, 255]);
  });

  test('makes one change after the other', () => {
    // Brightness cuts 263.75 and 303.75 off, then each channel is stretched.
    expectRow(augmented([3, 9]), [0, 0, 0, 255, 255, 255]);
    expectRow(augmented([9, 3]), [63.75, 63.75, 63.75, 255, 255, 255]);
  });

  test('draws from eleven changes, as many as are asked for', () => {
    const { layerIdxes = [] } = drawn(new RandAugment({ numOps: 600 }), [1, 2, 2, 3]);
    expect(layerIdxes).toHaveLength(600);
    expect([...new Set(layerIdxes)].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 11 }, (_, i) => i),
    );
  });

  test('keeps the value range, and hands images on outside of training', () => {
    const layer = new RandAugment({ numOps: 3, factor: 1, valueRange: [0, 1] });
    const x = new NdArray(
      colors.map((value) => value / 255),
      [1, 4, 4, 3],
    );
    for (let seed = 0; seed < 8; seed++) {
      setRandomSeed(seed);
      using y = layer.apply(x, { training: true });
      const values = [...y.dataSync()];
      expect(Math.min(...values)).toBeGreaterThanOrEqual(-1e-6);
      expect(Math.max(...values)).toBeLessThanOrEqual(1 + 1e-6);
    }
    using y = layer.apply(x);
    expectClose(y, x);
  });

  test('refuses images of two channels', () => {
    expect(() => new RandAugment().outputShape([null, 4, 4, 2])).toThrow('1 or 3 channels');
  });
});

function expectRow(actual: readonly number[], expected: readonly number[]): void {
  const array = (values: readonly number[]) =>
    new NdArray(Float32Array.from(values), [values.length]);
  expectClose(array(actual), array(expected));
}
