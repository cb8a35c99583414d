import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NdArray } from '@myelin/core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { fileServer } from '../../test-support/file-server.ts';
import { emptyFolder } from '../../test-support/sample-file.ts';
import { fashionMnist } from './fashion-mnist.ts';
import { mnist } from './mnist.ts';

const folder = process.env.MYELIN_DATA ?? '';
const have = (name: string): boolean => existsSync(join(folder, name, 't10k-images-idx3-ubyte.gz'));

afterEach(() => vi.unstubAllEnvs());

const counts = (labels: NdArray): number[] => {
  const perClass = new Array<number>(10).fill(0);
  for (const label of labels.data) perClass[label] = (perClass[label] ?? 0) + 1;
  return perClass;
};

describe.skipIf(!have('mnist'))('the real MNIST files (needs mnist/ in MYELIN_DATA)', () => {
  test('have the known figures', async () => {
    const { train, test: held } = await mnist.load();
    expect(train.images.shape).toEqual([60000, 28, 28]);
    expect(held.images.shape).toEqual([10000, 28, 28]);
    expect(train.images.mean() / 255).toBeCloseTo(0.1307, 4);
    let squares = 0;
    for (const value of train.images.data) squares += value * value;
    const variance = squares / train.images.size - train.images.mean() ** 2;
    expect(Math.sqrt(variance) / 255).toBeCloseTo(0.3081, 4);
    expect(counts(train.labels)).toEqual([
      5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949,
    ]);
    expect(train.labels.slice(0, 5).toArray()).toEqual([5, 0, 4, 1, 9]);
    expect(counts(held.labels)).toEqual([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
  });

  test('come the same over HTTP, and once', async () => {
    vi.stubEnv('MYELIN_DATA', '');
    const server = await fileServer(async (response, request) => {
      response.end(await readFile(join(folder, 'mnist', request.url ?? '')));
    });
    const options = { mirrors: [server.url], cacheFolder: await emptyFolder() };
    const first = await mnist.load(options);
    const second = await mnist.load(options);
    expect(first.train.images.mean() / 255).toBeCloseTo(0.1307, 4);
    expect(second.test.labels.data).toEqual(first.test.labels.data);
    expect(server.requests).toHaveLength(4);
  });
});

describe.skipIf(!have('fashion-mnist'))(
  'the real Fashion-MNIST files (needs fashion-mnist/ in MYELIN_DATA)',
  () => {
    test('have the known figures', async () => {
      const { train, test: held } = await fashionMnist.load();
      expect(train.images.shape).toEqual([60000, 28, 28]);
      expect(train.images.mean() / 255).toBeCloseTo(0.286, 3);
      expect(counts(train.labels)).toEqual(new Array(10).fill(6000));
      expect(counts(held.labels)).toEqual(new Array(10).fill(1000));
      expect(fashionMnist.classNames[train.labels.at(0)]).toBe('Ankle boot');
    });
  },
);
