import { createHash } from 'node:crypto';
import { ArgumentError, DataError } from '@myelin/core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fileServer } from '../../test-support/file-server.ts';
import { numpyFile } from '../../test-support/numpy-files.ts';
import { emptyFolder } from '../../test-support/sample-file.ts';
import { newswireDataset } from './newswire-dataset.ts';
import { reuters } from './reuters.ts';
import type { LabeledSequences, SequenceSplit } from './sequence-dataset.ts';

beforeEach(() => vi.stubEnv('MYELIN_DATA', ''));
afterEach(() => vi.unstubAllEnvs());

const words = Buffer.from('{"the": 1, "oil": 2, "bank": 3}');

async function tiny(name: 'newswires' | 'newswires, a label short') {
  const texts = numpyFile(name);
  const { url } = await fileServer((response, request) =>
    response.end(request.url === '/texts.npz' ? texts : words),
  );
  const data = newswireDataset({
    name: 'tiny',
    description: 'five newswires',
    license: 'none',
    source: 'this test',
    classNames: [],
    texts: {
      name: 'texts.npz',
      mirrors: [url],
      bytes: texts.length,
      sha256: createHash('sha256').update(texts).digest('hex'),
    },
    words: {
      name: 'words.json',
      mirrors: [url],
      bytes: words.length,
      md5: createHash('md5').update(words).digest('hex'),
    },
  });
  return { data, cacheFolder: await emptyFolder() };
}

/** `label: indices` of both parts, sorted, since a shuffle is not what these tests are about. */
const rows = ({ train, test: held }: SequenceSplit): string[] =>
  [train, held].flatMap(rowsOf).sort();
const rowsOf = ({ sequences, labels }: LabeledSequences): string[] =>
  sequences.map((sequence, row) => `${labels.at(row)}: ${[...sequence].join(' ')}`);

describe('load', () => {
  test('encodes the ranks and keeps a fifth apart', async () => {
    const { data, cacheFolder } = await tiny('newswires');
    const split = await data.load({ cacheFolder, numWords: 100 });
    expect([split.train.sequences.length, split.test.sequences.length]).toEqual([4, 1]);
    expect([split.train.labels.dtype, split.test.labels.shape]).toEqual(['uint8', [1]]);
    expect(rows(split)).toEqual(['0: 1 5 5', '3: 1 4 5 6', '3: 1 9', '45: 1 10 4 4 4', '4: 1 7 8']);
  });

  test('with options of Keras, and what Keras 3.15.1 gives for them', async () => {
    const { data, cacheFolder } = await tiny('newswires');
    const options = { cacheFolder, numWords: 8, maxlen: 5, oovChar: null, testFraction: 0.5 };
    const split = await data.load(options);
    // The longest one is left out, then floor(4 · 0.5) stay.
    expect([split.train.sequences.length, split.test.sequences.length]).toEqual([2, 2]);
    expect(rows(split)).toEqual(['0: 1 5 5', '3: 1', '3: 1 4 5 6', '4: 1 7']);
  });

  test('a seed gives one order, another seed another', async () => {
    const { data, cacheFolder } = await tiny('newswires');
    const load = async (seed: number) => rowsOf((await data.load({ cacheFolder, seed })).train);
    expect(await load(1)).toEqual(await load(1));
    expect(await load(1)).not.toEqual(await load(2));
  });

  test('a file with lists and labels of unequal number is refused', async () => {
    const { data, cacheFolder } = await tiny('newswires, a label short');
    const error = await data.load({ cacheFolder }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DataError);
    expect(String(error)).toContain('as many lists `x` as labels `y`');
  });

  test.each([
    [{ testFraction: 1 }, '`testFraction`'],
    [{ testSplit: 0.2 }, '`testSplit` is not an option'],
    [{ maxlen: 2 }, 'no text is shorter than `maxlen` 2'],
  ])('%j is refused', async (options, why) => {
    const { data, cacheFolder } = await tiny('newswires');
    const error = await data.load({ cacheFolder, ...options }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ArgumentError);
    expect(String(error)).toContain(why);
  });
});

test('decode gives words', async () => {
  const { data, cacheFolder } = await tiny('newswires');
  expect((await data.wordIndex({ cacheFolder })).get('oil')).toBe(2);
  expect(await data.decode([1, 4, 5, 2])).toBe('[START] the oil [OOV]');
});

test('Reuters has the 46 topics of Keras in its order', () => {
  const { classNames } = reuters;
  expect(classNames).toHaveLength(46);
  expect([0, 3, 4, 19, 45].map((label) => classNames[label])).toEqual([
    'cocoa',
    'earn',
    'acq',
    'money-fx',
    'lead',
  ]);
});
