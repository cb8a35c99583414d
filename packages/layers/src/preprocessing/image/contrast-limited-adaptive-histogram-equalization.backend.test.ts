import { NdArray } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { describe, expect, test } from 'vitest';
import { ContrastLimitedAdaptiveHistogramEqualization } from './contrast-limited-adaptive-histogram-equalization.ts';

await layerFixtureTests('keras/layers-image.json', {
  ContrastLimitedAdaptiveHistogramEqualization,
});

// An image of 5 by 7 pixels and two channels, and what Keras 3.15.1 makes of it.
const image = [
  37, 235, 140, 72, 255, 137, 203, 133, 79, 192, 144, 129, 204, 71, 237, 252, 134, 25, 178, 20, 254,
  101, 146, 212, 139, 252, 234, 156, 157, 142, 50, 68, 215, 215, 233, 241, 247, 222, 96, 86, 141,
  233, 137, 7, 63, 61, 22, 57, 1, 128, 60, 209, 8, 216, 141, 115, 175, 234, 121, 200, 30, 71, 131,
  198, 149, 49, 57, 3, 196, 24,
];
const equalized = [
  36.388, 234.412, 138.118, 74.917, 255.0, 136.996, 200.671, 131.612, 75.758, 188.781, 142.4,
  126.401, 203.0, 67.824, 236.271, 252.212, 130.542, 27.235, 177.102, 20.255, 253.071, 99.871,
  145.361, 209.036, 135.401, 252.2, 233.236, 154.824, 156.533, 143.866, 50.667, 69.466, 214.056,
  213.723, 231.134, 240.267, 245.867, 220.811, 94.234, 83.197, 139.5, 231.723, 136.941, 7.588,
  64.294, 62.411, 21.873, 57.314, 1.441, 126.971, 60.471, 206.873, 9.389, 215.334, 141.088, 113.863,
  177.745, 234.404, 122.165, 200.137, 31.804, 74.324, 132.488, 196.406, 152.737, 49.669, 58.978,
  4.522, 197.506, 25.48,
];

onEachBackend('ContrastLimitedAdaptiveHistogramEqualization', () => {
  describe('obeys the layer laws', () => {
    // So far from where levels change that the steps of finite differences change none.
    const levels = Array.from({ length: 96 }, (_, i) => 0.5 + ((i * 67) % 32));
    const valueRange = [0, 20000];
    const values = Float32Array.from(levels, (level) => (level / 255) * 20000);

    test.each([
      {
        options: { tileGridSize: [2, 3], valueRange },
        input: new NdArray(values, [2, 4, 6, 2]),
        output: [2, 4, 6, 2],
      },
      {
        options: { tileGridSize: 2, clipLimit: 0, valueRange, dataFormat: 'channels_first' },
        input: new NdArray(values, [4, 3, 8]),
        output: [4, 3, 8],
      },
    ])('$options', (example) =>
      checkLayer(ContrastLimitedAdaptiveHistogramEqualization, {
        ...example,
        refuses: { tileGridSize: [[2], 0, [1.5, 2]], valueRange: [[1, 0]] },
      }),
    );
  });

  test('mirrors what tiles lack, and blends them, as Keras does', () => {
    const x = new NdArray(Float32Array.from(image), [5, 7, 2]);
    using y = new ContrastLimitedAdaptiveHistogramEqualization({
      tileGridSize: [2, 3],
      clipLimit: 2,
    }).apply(x);
    // Recorded with three digits after the point.
    expectClose(y, new NdArray(Float32Array.from(equalized), [5, 7, 2]), {
      absolute: 6e-4,
      relative: 1e-4,
    });
  });

  test('without limit and with one tile, spreads the values of the image', () => {
    using y = new ContrastLimitedAdaptiveHistogramEqualization({
      tileGridSize: [1, 1],
      clipLimit: 0,
    }).apply([
      [[0], [50], [100]],
      [[50], [100], [200]],
      [[200], [0], [25]],
    ]);
    // Of nine values two are 0; of the other seven, 1 is at most 25, 3 at most 50, 5 at most 100.
    const [at25, at50, at100] = [255 / 7, (255 * 3) / 7, (255 * 5) / 7];
    expectClose(y, [
      [[0], [at50], [at100]],
      [[at50], [at100], [255]],
      [[255], [0], [at25]],
    ]);
  });

  test('refuses images that are too small for the grid', () => {
    const layer = new ContrastLimitedAdaptiveHistogramEqualization();
    expect(() => layer.outputShape([null, 3, 8, 1])).toThrow(
      'too small for a grid of 8 by 8 tiles',
    );
    expect(layer.outputShape([null, 4, null, 1])).toEqual([null, 4, null, 1]);
  });
});
