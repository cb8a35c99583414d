import { NdArray, setRandomSeed, tensor } from '@myelin/core';
import { checkLayer, expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { RandomColorJitter } from './random-color-jitter.ts';

const colors = Float32Array.from({ length: 24 }, (_, i) => 40 + ((i * 67) % 170));

onEachBackend('RandomColorJitter', () => {
  test.each([
    {
      options: {
        brightnessFactor: 0.1,
        contrastFactor: 0.3,
        saturationFactor: [0.4, 0.6],
        hueFactor: 0.2,
      },
      input: new NdArray(colors, [2, 2, 2, 3]),
    },
    {
      options: { contrastFactor: [0.1, 0.2], seed: 4, dataFormat: 'channels_first' },
      input: new NdArray(colors, [1, 4, 6]),
    },
    { options: {}, input: new NdArray(colors, [2, 3, 2, 2]) },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(RandomColorJitter, {
      ...example,
      output: example.input.shape,
      refuses: {
        brightnessFactor: ['much', 2],
        contrastFactor: [-0.1],
        saturationFactor: [[1]],
        hueFactor: [2],
      },
    }),
  );

  test('changes brightness, contrast, saturation and hue, in this order', () => {
    // Each factor leaves nothing to chance, but for the way the hue is turned, which half a turn does not tell.
    const layer = new RandomColorJitter({
      brightnessFactor: [0.1, 0.1],
      contrastFactor: [-0.5, 0.5],
      saturationFactor: [0.6, 0.6],
      hueFactor: [1, 1],
    });
    const images = [
      [
        [
          [10, 200, 60],
          [100, 120, 250],
        ],
      ],
    ];
    using y = layer.apply(images, { training: true });
    // As Keras 3.15.1 computes it.
    expectClose(y, [
      [
        [
          [245.5, 0, 200.31245],
          [221.24997, 255, 60.75003],
        ],
      ],
    ]);
  });

  test('changes each image by itself, and within the value range', () => {
    setRandomSeed(3);
    const layer = new RandomColorJitter({ brightnessFactor: 1, valueRange: [0, 1] });
    const x = tensor(
      Array.from({ length: 50 }, () => 0.5),
      'float32',
      [50, 1, 1, 1],
    );
    using y = layer.apply(x, { training: true });
    const values = [...y.dataSync()];
    expect(new Set(values).size).toBeGreaterThan(20);
    expect(Math.min(...values)).toBe(0);
    expect(Math.max(...values)).toBe(1);
    x.dispose();
  });

  test('hands images on outside of training', () => {
    using y = new RandomColorJitter({ brightnessFactor: 1 }).apply([[[7], [9]]]);
    expectClose(y, [[[7], [9]]]);
  });
});
