import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArgumentError, DataError, type NdArray, ndArray } from '@myelin/core';
import { encodePng } from '@myelin/image';
import { afterAll, beforeAll, expect, expectTypeOf, test } from 'vitest';
import { collect } from '../../test-support/collect.ts';
import { Dataset } from './dataset.ts';
import { fromImageFolder } from './from-image-folder.ts';

let folder = '';

/** A picture of one color, 2 by 2. */
const gray = (value: number): Uint8Array =>
  encodePng(ndArray(Array(12).fill(value)).astype('uint8').reshape([2, 2, 3]));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'myelin-images-'));
  const values = { cat: [10, 20, 30], dog: [110, 120] };
  for (const [name, grays] of Object.entries(values)) {
    await mkdir(join(folder, name));
    for (const value of grays) await writeFile(join(folder, name, `${value}.png`), gray(value));
  }
});
afterAll(() => rm(folder, { recursive: true }));

test('gives pictures with their classes, in order if nothing is shuffled', async () => {
  const images = await fromImageFolder(folder, { imageSize: [3, 4], shuffle: false });
  expectTypeOf(images).toMatchTypeOf<Dataset<{ readonly x: NdArray; readonly y: NdArray }>>();
  expect(images).toBeInstanceOf(Dataset);
  expect(images.classNames).toEqual(['cat', 'dog']);
  expect(images.filePaths[3]).toBe(join(folder, 'dog', '110.png'));
  expect(images.cardinality).toBe(5);
  const [batch, rest] = await collect(images.batch(4));
  expect(batch?.x.shape).toEqual([4, 3, 4, 3]);
  expect([0, 1, 2, 3].map((i) => batch?.x.at(i, 2, 3, 1))).toEqual([10, 20, 30, 110]);
  expect(batch?.y.toArray()).toEqual([0, 0, 0, 1]);
  expect(rest?.x.shape).toEqual([1, 3, 4, 3]);
});

test.each([
  [{}, ['float32 [256, 256, 3]', 'int32 []']],
  [{ imageSize: 2, labelMode: 'categorical' }, ['float32 [2, 2, 3]', 'float32 [2]']],
  [
    { imageSize: [2, 3], labelMode: 'binary', colorMode: 'rgba' },
    ['float32 [2, 3, 4]', 'float32 [1]'],
  ],
  [{ imageSize: 1, labels: null, colorMode: 'grayscale' }, ['float32 [1, 1, 1]']],
] as const)('knows what elements are made of: %o', async (options, spec) => {
  const images = await fromImageFolder(folder, options);
  expect(Object.values(images.elementSpec ?? {}).map(String)).toEqual(spec);
  const [first] = await collect(images.take(1));
  const found = Object.values(first as object).map(
    ({ dtype, shape }) => `${dtype} [${shape.join(', ')}]`,
  );
  expect(found).toEqual(spec);
});

test('has only pictures where classes are left out', async () => {
  const images = await fromImageFolder(folder, { imageSize: 2, labelMode: null });
  expectTypeOf(images).toMatchTypeOf<Dataset<{ readonly x: NdArray }>>();
  expect(images.classNames).toEqual([]);
  const [first] = await collect(images);
  expectTypeOf(first!).toEqualTypeOf<{ readonly x: NdArray }>();
  expect(Object.keys(first!)).toEqual(['x']);
});

test('comes in another order in each pass, and in two parts that share nothing', async () => {
  const options = { imageSize: 1, validationSplit: 0.4, seed: 5 } as const;
  const train = await fromImageFolder(folder, { ...options, subset: 'training' });
  const held = await fromImageFolder(folder, { ...options, subset: 'validation' });
  const grays = async (images: Dataset<{ readonly x: NdArray }>): Promise<number[]> =>
    (await collect(images)).map(({ x }) => x.at(0, 0, 0));
  const passes = [await grays(train), await grays(train), await grays(train), await grays(train)];
  expect(new Set(passes.map(String)).size).toBeGreaterThan(1);
  const all = [...(passes[0] ?? []), ...(await grays(held))];
  expect(all.sort((a, b) => a - b)).toEqual([10, 20, 30, 110, 120]);
});

test('says which option is bad before a picture is read, and which picture is damaged', async () => {
  const bad = fromImageFolder(folder, { imagesize: 3 } as never);
  await expect(bad).rejects.toThrow(ArgumentError);
  await expect(bad).rejects.toThrow('did you mean `imageSize`');
  await expect(fromImageFolder(join(folder, 'nowhere'))).rejects.toThrow(DataError);
  const broken = await mkdtemp(join(tmpdir(), 'myelin-images-'));
  await mkdir(join(broken, 'cat'));
  await writeFile(join(broken, 'cat', '1.png'), gray(1).subarray(0, 40));
  const images = await fromImageFolder(broken);
  await expect(collect(images.batch(2))).rejects.toThrow('1.png');
  await rm(broken, { recursive: true });
});
