import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { AbortError, ArgumentError, DataError } from '@myelin/core';
import { packTar } from 'modern-tar';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Answer, fileServer } from '../../test-support/file-server.ts';
import { emptyFolder } from '../../test-support/sample-file.ts';
import type { FileFacts } from '../sources/remote-file.ts';
import { type ReviewDataset, reviewDataset } from './review-dataset.ts';
import type { LabeledSequences } from './sequence-dataset.ts';

beforeEach(() => vi.stubEnv('MYELIN_DATA', ''));
afterEach(() => vi.unstubAllEnvs());

const factsOf = (content: Uint8Array): FileFacts => ({
  bytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
});

async function archiveOf(files: Record<string, string>): Promise<Buffer> {
  const entries = Object.entries(files).map(([name, body]) => ({
    header: { name: `aclImdb/${name}`, size: new TextEncoder().encode(body).length },
    body,
  }));
  return gzipSync(await packTar(entries));
}

// Ranks: "Åge" has a capital that the tokenizer leaves as it is, since it knows bytes and no letters.
const WORDS = { the: 1, film: 2, was: 3, "don't": 4, good: 5, Åge: 6, constructor: 7, toString: 8 };
const TRAIN = {
  'train/pos/10_9.txt': 'The film was GOOD.<br /><br />Good!',
  'train/pos/2_8.txt': 'Åge: the constructor',
  'train/neg/7_1.txt': "Don't... the\tfilm;was",
  'train/neg/30_2.txt': '',
};
const TEST = {
  'test/neg/0_1.txt': 'the awful film',
  'test/pos/1_10.txt': 'good good good the unknownword film',
};
const OTHERS = { 'train/unsup/0_0.txt': 'the the', README: 'the film', 'train/urls_pos.txt': 'x' };

const archive = await archiveOf({ ...TRAIN, ...OTHERS, ...TEST });
const words = Buffer.from(JSON.stringify(WORDS));
const answer: Answer = (response, request) =>
  response.end(request.url === '/reviews.tar.gz' ? archive : words);

async function tiny(): Promise<{ data: ReviewDataset; options: object; requests: string[] }> {
  const { url, requests } = await fileServer(answer);
  const data = reviewDataset({
    name: 'tiny',
    description: 'six reviews',
    license: 'none',
    source: 'this test',
    classNames: ['negative', 'positive'],
    archive: { name: 'reviews.tar.gz', mirrors: [url], ...factsOf(archive) },
    parts: [
      { name: 'train.tar.gz', ...factsOf(await archiveOf(TRAIN)) },
      { name: 'test.tar.gz', ...factsOf(await archiveOf(TEST)) },
    ],
    words: { name: 'words.json', mirrors: [url], ...factsOf(words) },
  });
  return { data, options: { cacheFolder: await emptyFolder() }, requests };
}

/** `label: indices`, sorted, since a shuffle is not what these tests are about. */
const rows = ({ sequences, labels }: LabeledSequences): string[] =>
  sequences.map((sequence, row) => `${labels.at(row)}: ${[...sequence].join(' ')}`).sort();

describe('load', () => {
  test('gives 1, then each rank plus 3; words without a rank are left out', async () => {
    const { data, options } = await tiny();
    const { train, test: held } = await data.load({ ...options, numWords: 100 });
    expect(rows(train)).toEqual(['0: 1', '0: 1 7 4 5 6', '1: 1 4 5 6 8 8', '1: 1 9 4 10']);
    expect(rows(held)).toEqual(['0: 1 4 5', '1: 1 8 8 8 4 5']);
    expect([train.labels.dtype, train.labels.shape]).toEqual(['uint8', [4]]);
  });

  // What keras.datasets.imdb.load_data (3.15.1) gives for the same ranks.
  test.each([
    // The largest index of both parts is 10: without numWords it counts as left out.
    [{}, ['0: 1', '0: 1 7 4 5 6', '1: 1 4 5 6 8 8', '1: 1 9 4 2']],
    [{ numWords: 7 }, ['0: 1', '0: 1 2 4 5 6', '1: 1 2 4 2', '1: 1 4 5 6 2 2']],
    [{ numWords: 7, oovChar: null }, ['0: 1', '0: 1 4 5 6', '1: 1 4', '1: 1 4 5 6']],
    // Even the beginning is left out, as in Keras.
    [{ numWords: 11, skipTop: 5 }, ['0: 2', '0: 2 7 2 5 6', '1: 2 2 5 6 8 8', '1: 2 9 2 10']],
    [
      { numWords: 9, startChar: null, indexFrom: 0 },
      ['0: ', '0: 4 1 2 3', '1: 1 2 3 5 5', '1: 6 1 7'],
    ],
    [{ numWords: 100, maxlen: 5 }, ['0: 1', '1: 1 9 4 10']],
  ])('with %j', async (encoding, expected) => {
    const { data, options } = await tiny();
    const { train } = await data.load({ ...options, ...encoding });
    expect(rows(train)).toEqual(expected);
  });

  test('a seed gives one order, another seed another', async () => {
    const { data, options } = await tiny();
    const [a, b, c] = await Promise.all([1, 1, 4].map((seed) => data.load({ ...options, seed })));
    expect(a?.train.sequences).toEqual(b?.train.sequences);
    expect(a?.train.sequences).not.toEqual(c?.train.sequences);
  });

  test('files are fetched once', async () => {
    const { data, options, requests } = await tiny();
    await data.load(options);
    await data.load(options);
    expect(requests).toEqual(['/words.json all', '/reviews.tar.gz all']);
  });

  test('two archives in MYELIN_DATA are read instead', async () => {
    const { data, options, requests } = await tiny();
    const folder = await emptyFolder();
    await mkdir(join(folder, 'tiny'));
    await writeFile(join(folder, 'tiny/train.tar.gz'), await archiveOf(TRAIN));
    await writeFile(join(folder, 'tiny/test.tar.gz'), await archiveOf(TEST));
    vi.stubEnv('MYELIN_DATA', folder);
    const { train } = await data.load({ ...options, numWords: 100 });
    expect(rows(train)).toEqual(['0: 1', '0: 1 7 4 5 6', '1: 1 4 5 6 8 8', '1: 1 9 4 10']);
    expect(requests).toEqual(['/words.json all']);
  });

  test.each([
    [{ maxlen: 1 }, 'no text is shorter than `maxlen` 1'],
    [{ numWords: 0 }, '`numWords` must be a whole number'],
    [{ skipTop: -1 }, '`skipTop`'],
    [{ numwords: 5 }, 'did you mean `numWords`'],
    [{ atempts: 5 }, 'did you mean `attempts`'],
  ])('%j is refused', async (encoding, why) => {
    const { data, options } = await tiny();
    const error = await data
      .load({ ...options, ...encoding } as object)
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ArgumentError);
    expect(String(error)).toContain(why);
  });

  test('a signal stops it', async () => {
    const { data, options } = await tiny();
    const signal = AbortSignal.abort();
    await expect(data.load({ ...options, signal })).rejects.toThrow(AbortError);
  });
});

test('loadTexts gives the reviews in the order of load', async () => {
  const { data, options } = await tiny();
  const { train } = await data.load({ ...options, numWords: 100, seed: 5 });
  const { train: raw } = await data.loadTexts({ ...options, seed: 5 });
  expect(raw.labels.data).toEqual(train.labels.data);
  expect(raw.texts.map((text) => text.length === 0)).toEqual(
    train.sequences.map((sequence) => sequence.length === 1),
  );
  expect([...raw.texts].sort()).toEqual(Object.values(TRAIN).sort());
});

test('wordIndex has words that objects have names for, too', async () => {
  const { data, options } = await tiny();
  const index = await data.wordIndex(options);
  expect([index.size, index.get('constructor'), index.get('valueOf')]).toEqual([8, 7, undefined]);
});

test('decode gives the words back', async () => {
  const { data, options } = await tiny();
  await data.wordIndex(options);
  expect(await data.decode([0, 1, 4, 5, 2, 9, 99])).toBe('[PAD] [START] the film [OOV] Åge [OOV]');
  const shifted = { startChar: null, oovChar: null, indexFrom: 0 };
  expect(await data.decode([1, 2], shifted)).toBe('the film');
  await expect(data.decode([1], { indexfrom: 2 } as object)).rejects.toThrow('`indexFrom`');
});

test('a word index that is none is refused', async () => {
  const bytes = Buffer.from('{"the": "first"}');
  const { url } = await fileServer((response) => response.end(bytes));
  const { data } = await tiny();
  const bad = reviewDataset({
    ...data,
    name: 'bad',
    archive: { name: 'x', mirrors: [url], bytes: 1, sha256: '' },
    parts: [],
    words: { name: 'words.json', mirrors: [url], ...factsOf(bytes) },
  });
  const error = await bad.wordIndex({ cacheFolder: await emptyFolder() }).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(DataError);
  expect(String(error)).toContain('the rank of `the` must be a whole number of at least 1');
});
