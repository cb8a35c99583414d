import { AbortError, ndArray } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { differences, pattern } from '../../test-support/recorded.ts';
import { augmentImages } from './augment-images.ts';

const images = pattern(4, 8, 6);
const labels = ndArray([3, 1, 4, 1]);
const all = {
  rotation: 20,
  shift: 0.1,
  zoom: 0.2,
  shear: 10,
  flip: 'both',
  brightness: 30,
  noise: 5,
} as const;

test('gives the originals first, then copies in rounds, and labels beside them', async () => {
  const more = await augmentImages(images, labels, { copies: 2, ...all, seed: 1 });
  expect(more.images.shape).toEqual([12, 8, 6]);
  expect(more.images.dtype).toBe('uint8');
  expect(more.images.slice(0, 4).toArray()).toEqual(images.toArray());
  expect(more.labels.toArray()).toEqual([3, 1, 4, 1, 3, 1, 4, 1, 3, 1, 4, 1]);
  expect(differences(more.images.slice(4, 8), images).count).toBeGreaterThan(100);
  expect(differences(more.images.slice(8), more.images.slice(4, 8)).count).toBeGreaterThan(100);
});

test('gives the same for the same seed, and something else for another one', async () => {
  const options = { ...all, keepOriginals: false };
  const one = await augmentImages(images, undefined, { ...options, seed: 1 });
  const same = await augmentImages(images, undefined, { ...options, seed: 1 });
  const other = await augmentImages(images, undefined, { ...options, seed: 2 });
  expect(one.images.shape).toEqual([4, 8, 6]);
  expect(one.labels).toBeUndefined();
  expect(same.images.toArray()).toEqual(one.images.toArray());
  expect(differences(other.images, one.images).count).toBeGreaterThan(100);
});

test('draws for each copy by itself: more pictures behind and more copies change none', async () => {
  const few = await augmentImages(images.slice(0, 2), undefined, { ...all, seed: 1 });
  const many = await augmentImages(images, undefined, { ...all, copies: 3, seed: 1 });
  expect(many.images.slice(4, 6).toArray()).toEqual(few.images.slice(2).toArray());
});

test('an option that is added changes nothing of the others', async () => {
  const plain = await augmentImages(images, undefined, { brightness: 30, seed: 9 });
  const mirrored = await augmentImages(images, undefined, {
    brightness: 30,
    flip: 'horizontal',
    seed: 9,
  });
  for (let i = 4; i < 8; i++) {
    const [one, other] = [plain.images.row(i), mirrored.images.row(i)];
    // Mirrored or not, the bytes are the same ones.
    expect(Array.from(other.data).sort()).toEqual(Array.from(one.data).sort());
  }
});

test('stays within its limits: brightness to ±30, shifts to whole shares of the size', async () => {
  const gray = ndArray(new Uint8Array(100 * 4).fill(100), [100, 2, 2]);
  const { images: brighter } = await augmentImages(gray, undefined, { brightness: 30, seed: 3 });
  expect(brighter.min()).toBeGreaterThanOrEqual(70);
  expect(brighter.min()).toBeLessThan(75);
  expect(brighter.max()).toBeLessThanOrEqual(130);
  expect(brighter.max()).toBeGreaterThan(125);
});

test('adds noise of the standard deviation that is asked for', async () => {
  const gray = ndArray(new Float32Array(20_000), [2, 100, 100]);
  const { images: noisy } = await augmentImages(gray, undefined, { noise: 0.5, seed: 3 });
  const copies = noisy.slice(2);
  const deviation = Math.sqrt(copies.map((x) => x * x).mean());
  // Of 20,000 draws, the standard error is 0.0025.
  expect(Math.abs(deviation - 0.5)).toBeLessThan(0.01);
  expect(Math.abs(copies.mean())).toBeLessThan(0.015);
});

test('mirrors about half of the copies', async () => {
  const ramp = pattern(200, 1, 2).map((_, i) => i % 2);
  const { images: copies } = await augmentImages(ramp, undefined, {
    flip: 'horizontal',
    keepOriginals: false,
    seed: 8,
  });
  const mirrored = copies.map((value, i) => (i % 2 === 0 ? value : 0)).sum();
  // 100 are expected; 3 standard deviations are 21.
  expect(Math.abs(mirrored - 100)).toBeLessThan(22);
});

describe('refuses', () => {
  test.each([
    [{ copies: 0 }, '`copies` must be a whole number of at least 1'],
    [{ rotation: -1 }, '`rotation` must be a number of at least 0'],
    [{ shift: 2 }, '`shift` must be a number of at least 0 and of at most 1'],
    [{ zoom: 1 }, '`zoom` must be a number of at least 0 and below 1'],
    [{ flip: 'left' }, '`flip` must be one of'],
    [{ seed: 1.5 }, '`seed` must be a whole number'],
    [{ noize: 1 }, 'did you mean `noise`'],
    [{ copies: 2 ** 40 }, 'numbers are the most'],
  ])('%o', async (options, message) => {
    await expect(augmentImages(images, labels, options as never)).rejects.toThrow(message);
  });

  test('labels of other pictures', async () => {
    await expect(augmentImages(images, ndArray([1, 2]))).rejects.toThrow(
      '`labels` must be an NdArray with 4 rows, one for each image, received shape [2]',
    );
  });

  test('to go on when a signal fired', async () => {
    const signal = AbortSignal.abort();
    await expect(augmentImages(images, labels, { signal })).rejects.toThrow(AbortError);
  });
});
