import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { AbortError, type NdArray } from '@myelin/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { differences, pattern, recordedArray } from '../../test-support/recorded.ts';
import { folder as recordings } from '../../test-support/recorded-values.ts';
import { encodePng } from '../codecs/png/encode-png.ts';
import { listImageFolder } from './list-image-folder.ts';
import { type ImageFolderReader, readImageFolder } from './read-image-folder.ts';

let folder: string;

async function put(inner: string, content: Uint8Array | string): Promise<void> {
  const path = join(folder, inner);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'myelin-folder-'));
  // As scripts/record-values.py makes them.
  await put('b/2.png', encodePng(pattern(5, 8, 3)));
  await put('a/x.png', encodePng(pattern(7, 4, 3)));
  await put('a/10.png', encodePng(pattern(6, 6)));
  await put('a/c/1.png', encodePng(pattern(9, 5, 4)));
  await put('a-b/1.png', encodePng(pattern(4, 4, 3)));
});

afterEach(() => rm(folder, { recursive: true }));

async function collect(reader: ImageFolderReader): Promise<{ x: NdArray[]; y: unknown[] }> {
  const [x, y]: [NdArray[], unknown[]] = [[], []];
  for await (const example of reader) {
    x.push(example.x);
    if (example.y) y.push(example.y.toArray());
  }
  return { x, y };
}

const camel = (name: string): string =>
  name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

test.each(recordings)('gives what Keras gives: $options', async ({ options, ...keras }) => {
  const given = Object.fromEntries(
    Object.entries(options).map(([name, value]) => [camel(name), value]),
  );
  const reader = await readImageFolder(folder, { imageSize: [4, 5], shuffle: false, ...given });
  const { x, y } = await collect(reader);
  expect(reader.filePaths.map((path) => relative(folder, path))).toEqual(keras.files);
  expect(reader.classNames).toEqual(keras.classNames);
  expect(reader.count).toBe(keras.files.length);
  expect(y).toEqual(keras.y ?? []);
  const shape = x[0]?.shape ?? [];
  const all = recordedArray(keras.x, [x.length, ...shape], 'float32');
  for (const [i, image] of x.entries()) {
    // TensorFlow multiplies in another order: the last bits of 255.
    expect(differences(image, all.row(i)).most).toBeLessThan(1e-3);
  }
});

test('comes in another order in each pass, and for a seed always in the same ones', async () => {
  for (let i = 0; i < 20; i++)
    await put(
      `a/${i}.png`,
      encodePng(
        pattern(1, 1)
          .map(() => i)
          .astype('uint8'),
      ),
    );
  const options = { seed: 4, imageSize: 1, labels: null, colorMode: 'grayscale' } as const;
  const values = async (reader: ImageFolderReader): Promise<number[]> =>
    (await collect(reader)).x.map((image) => image.at(0, 0, 0));
  const reader = await readImageFolder(folder, options);
  const [first, second] = [await values(reader), await values(reader)];
  expect(second).not.toEqual(first);
  expect([...second].sort()).toEqual([...first].sort());
  const again = await readImageFolder(folder, options);
  expect([await values(again), await values(again)]).toEqual([first, second]);
});

test('both parts of a shuffled folder together are the whole, and share nothing', async () => {
  const options = { validationSplit: 0.4, seed: 2 };
  const train = await readImageFolder(folder, { ...options, subset: 'training' });
  const held = await readImageFolder(folder, { ...options, subset: 'validation' });
  expect([train.count, held.count]).toEqual([3, 2]);
  const { files } = await listImageFolder(folder);
  const paths = files.map(({ path }) => path);
  expect([...train.filePaths, ...held.filePaths].sort()).toEqual([...paths].sort());
});

test('lists pictures only, with given labels in the order of paths', async () => {
  await put('notes.txt', 'hello');
  await put('a/.hidden/1.png', encodePng(pattern(1, 1)));
  const listed = await listImageFolder(folder, { labels: [7, 7, 5, 5, 7, 9] });
  expect(listed.classNames).toEqual(['5', '7', '9']);
  expect(listed.files.map(({ path }) => relative(folder, path))).toEqual([
    'a/10.png',
    'a/x.png',
    'a-b/1.png',
    'a/.hidden/1.png',
    'a/c/1.png',
    'b/2.png',
  ]);
});

describe('links', () => {
  test('to files of the same folder are as good as the files', async () => {
    await symlink(join(folder, 'b/2.png'), join(folder, 'a/link.png'));
    const { files } = await listImageFolder(folder);
    expect(files.map(({ path }) => relative(folder, path))).toContain('a/link.png');
  });

  test.each([
    ['out of the folder', () => tmpdir()],
    ['to another folder', () => join(folder, 'b')],
    ['to nothing', () => join(folder, 'none.png')],
  ])('%s are refused', async (_, target) => {
    await symlink(target(), join(folder, 'a/link.png'));
    await expect(listImageFolder(folder)).rejects.toThrow(/a.link\.png" is a link to /);
  });

  test('that stand for a class are refused', async () => {
    await symlink(tmpdir(), join(folder, 'z'));
    await expect(listImageFolder(folder)).rejects.toThrow('only links to files of the same folder');
  });
});

describe('an error names', () => {
  test('the picture that is damaged, when its turn comes', async () => {
    await put('a/11.png', encodePng(pattern(3, 3)).subarray(0, 50));
    const reader = await readImageFolder(folder, { shuffle: false });
    expect(reader.count).toBe(6);
    await expect(collect(reader)).rejects.toThrow(/a.11\.png" is damaged or cut off/);
  });

  test('the picture that is neither PNG nor JPEG', async () => {
    await put('a/moving.gif', 'GIF89a');
    await expect(readImageFolder(folder)).rejects.toThrow('moving.gif" is neither PNG nor JPEG');
  });

  test('the folder that is not there, is none, or is empty', async () => {
    await expect(readImageFolder(join(folder, 'none'))).rejects.toThrow('there is no folder "');
    await expect(readImageFolder(join(folder, 'a/x.png'))).rejects.toThrow('is no folder');
    await expect(readImageFolder(join(folder, 'b'))).rejects.toThrow('each folder is a class');
    await mkdir(join(folder, 'empty/class'), { recursive: true });
    await expect(readImageFolder(join(folder, 'empty'))).rejects.toThrow('there is no PNG or JPEG');
  });
});

describe('refuses', () => {
  test.each([
    [{ labelMode: 'binary' }, "'binary' needs two classes"],
    [{ classNames: ['c'] }, '`classNames` must be folders'],
    [{ labels: null, classNames: ['a'] }, "go with { labels: 'inferred' } only"],
    [{ labels: [1] }, '`labels` has 1 entries'],
    [{ labels: 'none' }, "must be 'inferred', null or a list"],
    [{ validationSplit: 0.2 }, '`validationSplit` and `subset` go together'],
    [{ validationSplit: 0.2, subset: 'training' }, '`seed` must be given'],
    [{ validationSplit: 0.01, subset: 'validation', seed: 1 }, 'leaves pictures for both parts'],
    [{ cropToAspectRatio: true, padToAspectRatio: true }, 'are both true'],
    [{ imageSize: [0, 1] }, '`imageSize` must be a height and a width'],
    [{ interpolation: 'bicubic' }, "`interpolation` must be one of 'bilinear'"],
    [{ colorMode: 'gray' }, "`colorMode` must be one of 'grayscale'"],
    [{ batchSize: 32 }, '`batchSize` is not an option'],
  ])('%o', async (options, message) => {
    await expect(readImageFolder(folder, options as never)).rejects.toThrow(message);
  });

  test('to go on when a signal fired', async () => {
    const controller = new AbortController();
    const reader = await readImageFolder(folder, { signal: controller.signal });
    controller.abort();
    await expect(collect(reader)).rejects.toThrow(AbortError);
  });
});
