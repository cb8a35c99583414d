import type { ImageFillMode } from '@myelin/core';
import { Pass, reshape, scalar, setRandomSeed, tensor, zeros } from '@myelin/core';
import { checkLayer, expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { RandomElasticTransform } from './random-elastic-transform.ts';

onEachBackend('RandomElasticTransform', () => {
  test.each([
    { options: { valueRange: [-3, 3] }, input: [2, 4, 3, 2], output: [2, 4, 3, 2] },
    {
      options: {
        factor: 0.5,
        scale: [0.5, 1],
        valueRange: [-3, 3],
        fillMode: 'constant',
        fillValue: 2,
        dataFormat: 'channels_first',
        seed: 4,
      },
      input: [3, 1, 3, 4],
      output: [3, 1, 3, 4],
    },
    {
      options: { scale: 1, interpolation: 'nearest', fillMode: 'wrap', valueRange: [-3, 3] },
      input: [3, 3, 2],
      output: [3, 3, 2],
    },
    {
      options: { factor: 0, fillMode: 'nearest', valueRange: [-3, 3] },
      input: [2, 3, 3, 1],
      output: [2, 3, 3, 1],
    },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(RandomElasticTransform, {
      ...example,
      refuses: {
        factor: [-0.1, 1.5, [2, 3]],
        scale: [-0.1, 1.1],
        valueRange: [[1, 0], [0]],
        fillMode: ['mirror'],
      },
    }),
  );

  test('moves pixels by noise that is blurred, as Keras does with the same noise', () => {
    const images = tensor(
      [0, 10, 20, 30, 40, 1, 11, 21, 31, 41, 2, 12, 22, 32, 42, 3, 13, 23, 33, 43],
      'float32',
      [1, 4, 5, 1],
    );
    const draw = {
      applyTransform: tensor([true], 'bool'),
      distortionFactor: scalar(1),
      rowNoise: tensor(ROW_NOISE, 'float32', [1, 4, 5]),
      columnNoise: tensor(COLUMN_NOISE, 'float32', [1, 4, 5]),
    };
    // Recorded with the elastic_transform of Keras 3.15.1, the noise put in place of its random numbers.
    for (const [fillMode, expected] of Object.entries(KERAS_DISTORTED)) {
      const layer = new RandomElasticTransform({ fillMode: fillMode as ImageFillMode });
      using y = layer.transformImages(images, draw);
      using pixels = reshape(y, [20]);
      expectClose(pixels, expected);
    }
    for (const value of [images, ...Object.values(draw)]) value.dispose();
  });

  test('a single number of the noise moves the pixels around it by a Gaussian', () => {
    const size = 24;
    const ramp = Float32Array.from({ length: size * size }, (_, i) => i % size);
    const images = tensor(ramp, 'float32', [1, size, size, 1]);
    const noise = new Float32Array(size * size);
    noise[12 * size + 12] = 1;
    const draw = {
      applyTransform: tensor([true], 'bool'),
      distortionFactor: scalar(1),
      rowNoise: zeros([1, size, size]),
      columnNoise: tensor(noise, 'float32', [1, size, size]),
    };
    using y = new RandomElasticTransform().transformImages(images, draw);
    const values = y.dataSync();
    const shiftAt = (row: number, column: number): number =>
      (values[row * size + column] ?? Number.NaN) - column;
    // σ = 1.2, α = 2.4, and a window that ends 3 pixels away.
    const weight = (distance: number): number =>
      distance > 3 ? 0 : Math.exp(-(distance ** 2) / (2 * 1.2 ** 2));
    const total = [-3, -2, -1, 0, 1, 2, 3].reduce((sum, d) => sum + weight(Math.abs(d)), 0);
    for (const [rows, columns] of [
      [0, 0],
      [1, 0],
      [2, 3],
      [4, 0],
    ] as const) {
      const expected = (2.4 * 1.2 * weight(rows) * weight(columns)) / total ** 2;
      expect(shiftAt(12 + rows, 12 - columns)).toBeCloseTo(expected, 4);
    }
    for (const value of [images, ...Object.values(draw)]) value.dispose();
  });

  test('moves pixels a little, leaves others as they are, and draws anew for each image', () => {
    setRandomSeed(1);
    const layer = new RandomElasticTransform({ factor: [1, 1], scale: [1, 1] });
    const size = 24;
    const column = Float32Array.from({ length: 2 * size * size }, (_, i) => i % size);
    using x = tensor(column, 'float32', [2, size, size, 1]);
    using y = layer.apply(x, { training: true });
    const moved = [...y.dataSync()].map((value, i) => value - (column[i] ?? 0));
    const [first, second] = [moved.slice(0, size * size), moved.slice(size * size)];
    expect(first).not.toEqual(second);
    const typical = Math.sqrt(moved.reduce((sum, d) => sum + d * d, 0) / moved.length);
    // σ is 1.2 and α 2.4 pixels; a blur over σ leaves about 1/(2σ√π) = 0.235 of the noise of 1.2, so that pixels move by 0.68.
    expect(typical).toBeGreaterThan(0.4);
    expect(typical).toBeLessThan(1);
  });

  test('does nothing at strength 0, not even clip', () => {
    using y = new RandomElasticTransform({ scale: 0 }).apply([[[-1], [300]]], { training: true });
    expectClose(y, [[[-1], [300]]]);
  });

  test('one strength for the batch, from the range', () => {
    setRandomSeed(1);
    const layer = new RandomElasticTransform({ scale: [0.4, 0.6] });
    const drawn = layer.randomTransformation([2, 3, 3, 1], new Pass({ training: true }));
    const strength = drawn.distortionFactor.dataSync()[0] as number;
    expect(strength).toBeGreaterThanOrEqual(0.4);
    expect(strength).toBeLessThan(0.6);
    for (const value of Object.values(drawn)) value.dispose();
  });
});

const COLUMN_NOISE = [
  0.1, 5.4, 4.9, -2.0, -1.2, -2.1, 2.3, -0.2, 3.0, -7.4, 6.3, -0.4, 2.7, -0.5, -1.5, 1.9, 3.3, -0.8,
  -0.6, 2.7,
];
const ROW_NOISE = [
  -3.5, -6.1, 1.6, -2.7, -7.7, -3.3, -1.9, -4.8, -6.0, 0.1, 3.6, -0.9, -3.0, 1.5, 2.9, -1.2, 2.2,
  4.2, -0.8, -3.3,
];
const KERAS_DISTORTED: Readonly<Record<string, number[]>> = {
  reflect: [
    0.45, 16.01, 25.06, 28.27, 39.57, 2.77, 13.11, 20.32, 33.4, 33.61, 8.66, 11.51, 24.4, 31.65,
    40.79, 4.78, 16.3, 22.2, 32.32, 42.67,
  ],
  wrap: [
    1.15, 17.23, 25.06, 28.81, 41.11, 9.07, 13.11, 20.32, 33.4, 33.61, 8.66, 11.51, 24.4, 31.65,
    40.79, 4.78, 15.64, 20.94, 32.32, 31.87,
  ],
  constant: [
    0.065, 6.006, 25.06, 20.44, 8.924, 0.5293, 13.11, 20.32, 33.4, 33.61, 8.66, 11.51, 24.4, 31.65,
    40.79, 4.78, 12.714, 12.876, 32.32, 31.1491,
  ],
  nearest: [
    0.1, 15.4, 25.06, 28.0, 38.8, 0.67, 13.11, 20.32, 33.4, 33.61, 8.66, 11.51, 24.4, 31.65, 40.79,
    4.78, 16.3, 22.2, 32.32, 42.67,
  ],
};
