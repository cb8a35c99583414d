import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { DataError } from '@myelin/core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Answer, fileServer, status } from '../../test-support/file-server.ts';
import { emptyFolder } from '../../test-support/sample-file.ts';
import type { FileFacts } from '../sources/remote-file.ts';
import { idxImageDataset } from './idx-image-dataset.ts';

beforeEach(() => vi.stubEnv('MYELIN_DATA', ''));
afterEach(() => vi.unstubAllEnvs());

const idx = (header: number[], values: number[]): Buffer =>
  gzipSync(Uint8Array.from([0, 0, 8, ...header, ...values]));
const files = new Map([
  ['/train-images-idx3-ubyte.gz', idx([3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2], [1, 2, 3, 4])],
  ['/train-labels-idx1-ubyte.gz', idx([1, 0, 0, 0, 2], [0, 1])],
  ['/t10k-images-idx3-ubyte.gz', idx([3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2], [5, 6])],
  ['/t10k-labels-idx1-ubyte.gz', idx([1, 0, 0, 0, 1], [1])],
]);
const answer: Answer = (response, request) => response.end(files.get(request.url ?? ''));

const [trainImages, trainLabels, testImages, testLabels] = Array.from(
  files.values(),
  (content): FileFacts => ({
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  }),
) as [FileFacts, FileFacts, FileFacts, FileFacts];

const tiny = (mirrors: string[]) =>
  idxImageDataset({
    name: 'tiny',
    description: 'three images',
    license: 'none',
    source: 'this test',
    classNames: ['a', 'b'],
    mirrors,
    trainImages,
    trainLabels,
    testImages,
    testLabels,
  });

test('four files become two parts', async () => {
  const server = await fileServer(answer);
  const { train, test: held } = await tiny([server.url]).load({ cacheFolder: await emptyFolder() });
  expect(train.images.toArray()).toEqual([[[1, 2]], [[3, 4]]]);
  expect(train.labels.toArray()).toEqual([0, 1]);
  expect(held.images.toArray()).toEqual([[[5, 6]]]);
  expect(held.labels.toArray()).toEqual([1]);
});

test('an error names the data set, the file and the mirror', async () => {
  const server = await fileServer(status(404));
  const error = await tiny([server.url])
    .load({ cacheFolder: await emptyFolder() })
    .catch((e) => e);
  expect(error).toBeInstanceOf(DataError);
  expect(error.message).toBe(
    'tiny.load: `train-images-idx3-ubyte.gz` could not be downloaded:\n' +
      `    ${server.url}train-images-idx3-ubyte.gz answered 404 Not Found.\n` +
      '  Fix: check the network connection and try again, pass other `mirrors`, or put the file in ' +
      '<folder>/tiny/ and set the environment variable MYELIN_DATA to <folder>.',
  );
});

test('the description is there without loading anything', () => {
  const { name, description, license, source, classNames } = tiny(['https://example.org']);
  expect({ name, description, license, source, classNames }).toEqual({
    name: 'tiny',
    description: 'three images',
    license: 'none',
    source: 'this test',
    classNames: ['a', 'b'],
  });
});
