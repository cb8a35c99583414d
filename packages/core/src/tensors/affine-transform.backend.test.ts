import { expectClose, expectGradients, onEachBackend, randomArray } from '@myelin/testkit';
import { expect, test } from 'vitest';
import type { ImageFillMode } from './affine-transform.ts';
import { affineTransform } from './affine-transform.ts';
import { tensor } from './creation.ts';

onEachBackend('affineTransform', () => {
  const row = (values: readonly number[]): number[][][] => [values.map((value) => [value])];
  const seenRow = (x: number[], transform: number[], options: object): number[] => {
    using images = tensor(row(x), 'float32');
    using transforms = tensor(transform, 'float32');
    using y = affineTransform(images, transforms, options);
    return [...y.dataSync()];
  };

  // Seven columns to the left of an image 1 2 3, and seven to its right. TensorFlow's wrap is right up to one pixel outside.
  test.each<[ImageFillMode, number[], number[]]>([
    ['constant', [0, 0, 0], [0, 0, 0]],
    ['nearest', [1, 1, 1], [3, 3, 3]],
    ['reflect', [1, 1, 2], [2, 3, 3]],
    ['wrap', [3, 3, 3], [1, 1, 1]],
  ])('fills with %s, far outside too', (fillMode, left, right) => {
    expect(seenRow([1, 2, 3], [1, 0, -7, 0, 1, 0, 0, 0], { fillMode })).toEqual(left);
    expect(seenRow([1, 2, 3], [1, 0, 7, 0, 1, 0, 0, 0], { fillMode })).toEqual(right);
  });

  test('wraps to the other side', () => {
    expect(seenRow([1, 2, 3], [1, 0, -1, 0, 1, 0, 0, 0], { fillMode: 'wrap' })).toEqual([3, 1, 2]);
    expect(seenRow([1, 2, 3], [1, 0, 1, 0, 1, 0, 0, 0], { fillMode: 'wrap' })).toEqual([2, 3, 1]);
  });

  test('mixes neighbors, and what is outside of the image with its edge', () => {
    const shifted = seenRow([2, 4], [1, 0, 0.25, 0, 1, 0, 0, 0], { fillValue: 8 });
    expect(shifted).toEqual([2.5, 5]);
  });

  test('rounds halves away from zero, as TensorFlow does', () => {
    const options = { interpolation: 'nearest', fillValue: 9 };
    expect(seenRow([1, 2, 3], [1, 0, 0.5, 0, 1, 0, 0, 0], options)).toEqual([2, 3, 9]);
    expect(seenRow([1, 2, 3], [1, 0, -0.5, 0, 1, 0, 0, 0], options)).toEqual([9, 2, 3]);
  });

  test('sees from the side, and nothing at the horizon', () => {
    // x / (1 - x / 2): 0, 2, and no place at all.
    const options = { fillMode: 'nearest', fillValue: 9 };
    expect(seenRow([1, 2, 3], [1, 0, 0, 0, 1, 0, -0.5, 0], options)).toEqual([1, 3, 9]);
  });

  test('turns each image its own way', () => {
    using images = tensor(
      [
        [
          [[1], [2]],
          [[3], [4]],
        ],
        [
          [[1], [2]],
          [[3], [4]],
        ],
      ],
      'float32',
    );
    using transforms = tensor(
      [0, 1, 0, 1, 0, 0, 0, 0, -1, 0, 1, 0, -1, 1, 0, 0],
      'float32',
      [2, 8],
    );
    using y = affineTransform(images, transforms);
    expectClose(y, [
      [
        [[1], [3]],
        [[2], [4]],
      ],
      [
        [[4], [3]],
        [[2], [1]],
      ],
    ]);
  });

  test.each(['constant', 'reflect'] as const)('is differentiable: %s', (fillMode) => {
    const transform = tensor([0.8, 0.3, 0.2, -0.4, 1.1, 0.6, 0.01, 0.02], 'float32');
    expectGradients(
      (images) => affineTransform(images, transform, { fillMode }),
      [{ name: 'images', at: randomArray([2, 4, 5, 2], 5) }],
    );
    transform.dispose();
  });

  test('refuses transforms that are not eight numbers for each image', () => {
    using images = tensor([row([1]), row([2]), row([3])], 'float32');
    using transforms = tensor([1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0], 'float32', [2, 8]);
    expect(() => affineTransform(images, transforms)).toThrow(
      'the transforms of 3 images must have shape [3, 8], [1, 8] or [8], received [2, 8]',
    );
  });
});
