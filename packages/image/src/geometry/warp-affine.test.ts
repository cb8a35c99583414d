import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { NdArray, ndArray } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { differences, pattern, recordedArray } from '../../test-support/recorded.ts';
import { oldOpencv, opencv } from '../../test-support/recorded-values.ts';
import type { AffineMatrix } from './affine-matrix.ts';
import { getRotationMatrix2D } from './get-rotation-matrix-2d.ts';
import { warpAffine } from './warp-affine.ts';
import type { WarpOptions } from './warp-options.ts';

const recordings = [
  { ...opencv, arithmetic: 'float' },
  { ...oldOpencv, arithmetic: 'fixed_point' },
] as const;

describe.each(recordings)('as OpenCV $version', ({ warps, arithmetic }) => {
  test.each(warps)('warps $shape of $dtype, $interpolation, $border', (recorded) => {
    const { shape, size, dtype, border, interpolation, inverseMap, matrix, result } = recorded;
    const image = pattern(...shape).astype(dtype as 'uint8');
    const channels = shape[2] ?? 1;
    const warped = warpAffine(
      image,
      matrix as unknown as AffineMatrix,
      size as unknown as [number, number],
      {
        border,
        interpolation,
        inverseMap,
        arithmetic,
        borderValue: channels === 1 ? 9 : [9, 99, 199, 50].slice(0, channels),
      } as WarpOptions,
    );
    const [width = 0, height = 0] = size;
    expect(warped.shape).toEqual([height, width, ...shape.slice(2)]);
    const { most } = differences(warped, recordedArray(result, warped.shape, dtype));
    // Bytes are the same. OpenCV adds floats in another order: 1e-3 of 255 is below their rounding of places.
    expect(most).toBeLessThanOrEqual(dtype === 'uint8' ? 0 : 1e-3);
  });
});

const digits = join(process.env.MYELIN_DATA ?? '', 'mnist/train-images-idx3-ubyte.gz');

describe.skipIf(!existsSync(digits))('a digit (needs mnist/ in MYELIN_DATA)', () => {
  test.each(recordings)('is turned and moved as by OpenCV $version', async (recorded) => {
    const file = gunzipSync(await readFile(digits));
    const start = 16 + 5 * 784;
    const digit = new NdArray(new Uint8Array(file.subarray(start, start + 784)), [28, 28]);
    const [[a, b, c], [d, e, f]] = getRotationMatrix2D([20, 25], 20, 1);
    const matrix: AffineMatrix = [
      [a, b, c + 3],
      [d, e, f + 3],
    ];
    expect(c + 3).toBeCloseTo(-4.344356, 6);
    expect(f + 3).toBeCloseTo(11.348087, 6);
    expect(matrix.flat()).toEqual(recorded.mnist.matrix.flat());
    const { arithmetic } = recorded;
    const warped = warpAffine(digit, matrix, [28, 28], { arithmetic });
    const opencvs = recordedArray(recorded.mnist.result, [28, 28]);
    expect(differences(warped, opencvs)).toEqual({ most: 0, count: 0 });
    expect(warped.max()).toBeGreaterThan(200);
  });
});

test('moves a picture by whole pixels without changing any', () => {
  const image = ndArray(
    [
      [1, 2],
      [3, 4],
    ],
    undefined,
    'uint8',
  );
  const moved = warpAffine(
    image,
    [
      [1, 0, 1],
      [0, 1, -1],
    ],
    [3, 2],
    { borderValue: 7 },
  );
  expect(moved.toArray()).toEqual([
    [7, 3, 4],
    [7, 7, 7],
  ]);
});

test('blends by the distance, and rounds halves of bytes to even: (1 + 2) / 2 is 2, (2 + 3) / 2 is 2', () => {
  const image = ndArray([[1, 2, 3]], undefined, 'uint8');
  const options = { inverseMap: true, border: 'replicate' } as const;
  const half: AffineMatrix = [
    [1, 0, 0.5],
    [0, 1, 0],
  ];
  expect(warpAffine(image, half, [3, 1], options).toArray()).toEqual([[2, 2, 3]]);
  const old = { ...options, arithmetic: 'fixed_point' } as const;
  expect(warpAffine(image, half, [3, 1], old).toArray()).toEqual([[2, 3, 3]]);
  const floats = image.astype('float32');
  expect(warpAffine(floats, half, [3, 1], options).toArray()).toEqual([[1.5, 2.5, 3]]);
});

test('finds places that lie far outside without counting up to them', () => {
  const image = ndArray([[1, 2, 3]], undefined, 'uint8');
  const far: AffineMatrix = [
    [1e9, 0, 0],
    [0, 1e9, 5e12],
  ];
  for (const border of ['replicate', 'reflect', 'reflect_101', 'wrap', 'constant'] as const) {
    const result = warpAffine(image, far, [2, 2], { inverseMap: true, border });
    expect(result.max()).toBeLessThanOrEqual(3);
  }
});

describe('refuses', () => {
  const image = pattern(4, 4);
  const same: AffineMatrix = [
    [1, 0, 0],
    [0, 1, 0],
  ];
  const anything = (value: unknown): never => value as never;

  test.each([
    [
      () => warpAffine(anything([[1]]), same, [2, 2]),
      /NdArray of type 'uint8' or 'float32', received \[\[1\]\]/,
    ],
    [() => warpAffine(ndArray([[1, 2]]), same, [2, 2]), /received one of type 'int32'/],
    [() => warpAffine(pattern(1, 2, 2, 1), same, [2, 2]), /received \[1, 2, 2, 1\]/],
    [() => warpAffine(image, anything([[1, 0, 0]]), [2, 2]), /`matrix` must be two rows/],
    [
      () =>
        warpAffine(
          image,
          [
            [1, 2, 0],
            [2, 4, 0],
          ],
          [2, 2],
        ),
      /`matrix` must have an inverse/,
    ],
    [() => warpAffine(image, same, anything(28)), /`size` must be a width and a height/],
    [() => warpAffine(image, same, [2 ** 20, 2 ** 20]), /1073741824 numbers are the most/],
    [
      () => warpAffine(image, same, [2, 2], { border: anything('reflect101') }),
      /did you mean 'reflect_101'/,
    ],
    [
      () => warpAffine(image, same, [2, 2], anything({ borderMode: 'wrap' })),
      /`borderMode` is not an option/,
    ],
    [() => warpAffine(image, same, [2, 2], { borderValue: [1, 2] }), /one for each of 1 channels/],
  ])('%s', (act, message) => {
    expect(act).toThrow(message);
  });
});
