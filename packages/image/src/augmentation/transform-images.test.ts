import { AbortError } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { pattern } from '../../test-support/recorded.ts';
import { getRotationMatrix2D } from '../geometry/get-rotation-matrix-2d.ts';
import { warpAffine } from '../geometry/warp-affine.ts';
import { flipImage } from '../pixels/flip-image.ts';
import { rotateImage90 } from '../pixels/rotate-image-90.ts';
import { transformImages } from './transform-images.ts';

const images = pattern(3, 6, 6, 2);

test('does to every picture what warpAffine does to one', async () => {
  const turned = await transformImages(images, { rotation: 20, zoom: 1.5, border: 'reflect' });
  const matrix = getRotationMatrix2D([2.5, 2.5], 20, 1.5);
  for (let i = 0; i < 3; i++) {
    const one = warpAffine(images.row(i), matrix, [6, 6], { border: 'reflect' });
    expect(turned.row(i).toArray()).toEqual(one.toArray());
  }
});

test('turns counterclockwise, as rotateImage90 does', async () => {
  const turned = await transformImages(images, { rotation: 90 });
  expect(turned.row(1).toArray()).toEqual(rotateImage90(images.row(1)).toArray());
});

test('mirrors as flipImage does', async () => {
  for (const flip of ['horizontal', 'vertical', 'both'] as const) {
    const mirrored = await transformImages(images, { flip });
    expect(mirrored.row(2).toArray()).toEqual(flipImage(images.row(2), flip).toArray());
  }
});

test('shifts to the right and down, by whole pixels without blending', async () => {
  const shifted = await transformImages(images, { shift: [1, 2] });
  expect(shifted.at(0, 2, 1, 0)).toBe(images.at(0, 0, 0, 0));
  expect(shifted.at(2, 5, 5, 1)).toBe(images.at(2, 3, 4, 1));
  expect(shifted.at(0, 1, 3, 0)).toBe(0);
});

test('leans upright lines: at 45 degrees, each row up goes one pixel farther to the right', async () => {
  const line = pattern(1, 3, 3).map((_, i) => (i % 3 === 1 ? 1 : 0));
  const leaned = await transformImages(line, { shear: 45, interpolation: 'nearest' });
  expect(leaned.row(0).toArray()).toEqual([
    [0, 0, 1],
    [0, 1, 0],
    [1, 0, 0],
  ]);
});

test('leaves pictures as they are without options', async () => {
  expect((await transformImages(images)).toArray()).toEqual(images.toArray());
  expect((await transformImages(images.slice(0, 0))).shape).toEqual([0, 6, 6, 2]);
});

describe('refuses', () => {
  test.each([
    [{ rotation: 'much' }, '`rotation` must be a number'],
    [{ shift: 3 }, '`shift` must be two numbers'],
    [{ zoom: 0 }, '`zoom` must be a number above 0'],
    [{ shear: 90 }, '`shear` must be a number'],
    [{ rotaton: 3 }, 'did you mean `rotation`'],
    [{ inverseMap: true }, '`inverseMap` is not an option'],
  ])('%o', async (options, message) => {
    await expect(transformImages(images, options as never)).rejects.toThrow(message);
  });

  test('one picture', async () => {
    await expect(transformImages(pattern(6, 6))).rejects.toThrow('a batch of images has shape');
  });

  test('to go on when a signal fired', async () => {
    const signal = AbortSignal.abort();
    await expect(transformImages(images, { signal })).rejects.toThrow(AbortError);
  });
});
