import { DataError, NdArray, permutation, requireNumber } from '@myelin/core';
import type { Bytes } from '../formats/bytes.ts';
import { readIntegerLists } from '../formats/integer-lists.ts';
import { npyArray } from '../formats/npy.ts';
import { npzFiles } from '../formats/npz.ts';
import { type DownloadOptions, downloadSettings } from '../sources/download-options.ts';
import { fetchPublicFile, type PublicFile } from '../sources/public-file.ts';
import type { SequenceDataset, SequenceSplit } from './sequence-dataset.ts';
import {
  checkedSequenceOptions,
  type EncodedText,
  encodeTexts,
  type RankedText,
  type SequenceOptions,
  sequenceOptionNames,
} from './sequence-options.ts';
import { type DecodeOptions, decodeSequence, parseWordIndex } from './word-index.ts';

/** How newswires are fetched, divided and encoded. */
export interface NewswireOptions extends SequenceOptions, DownloadOptions {
  /** Fraction in [0, 1) of the newswires that goes to the test part. @defaultValue `0.2` */
  readonly testFraction?: number;
}

export interface NewswireDataset extends SequenceDataset<NewswireOptions, DecodeOptions> {
  wordIndex(options?: DownloadOptions): Promise<ReadonlyMap<string, number>>;
}

/** What sets one data set of this kind apart from another. */
export interface NewswireDatasetFacts
  extends Omit<NewswireDataset, 'load' | 'wordIndex' | 'decode'> {
  /** An `.npz` archive with lists of ranks, `x`, and labels, `y`. */
  readonly texts: PublicFile;
  readonly words: PublicFile;
}

const OWN = [...sequenceOptionNames, 'testFraction'];
/** The file of Reuters unpacks to a tenth of this. */
const MAX_BYTES = 2 ** 27;

export function newswireDataset(facts: NewswireDatasetFacts): NewswireDataset {
  const { texts, words, ...description } = facts;
  /** Its checksum fixes the content, so it is read once, wherever it comes from. */
  let known: ReadonlyMap<string, number> | undefined;

  const wordIndex = async (where: string, options: DownloadOptions) => {
    downloadSettings(where, options, words.mirrors);
    known ??= parseWordIndex(where, await fetchPublicFile(where, facts.name, words, options));
    return known;
  };

  return {
    ...description,

    async load(options: NewswireOptions = {}): Promise<SequenceSplit> {
      const where = `${facts.name}.load`;
      const encoding = checkedSequenceOptions(where, options);
      const testFraction = requireNumber(where, 'testFraction', options.testFraction ?? 0.2, {
        min: 0,
        below: 1,
      });
      const file = await fetchPublicFile(where, facts.name, texts, options, OWN);
      const ranked = rankedTexts(where, file);
      const order = Array.from(permutation(ranked.length, encoding.seed));
      const shuffled = order.flatMap((row) => ranked[row] ?? []);
      const [all = []] = encodeTexts(where, [shuffled], encoding);
      const held = Math.floor(all.length * (1 - testFraction));
      return { train: sequencesOf(all.slice(0, held)), test: sequencesOf(all.slice(held)) };
    },

    wordIndex: (options: DownloadOptions = {}) => wordIndex(`${facts.name}.wordIndex`, options),

    async decode(sequence: ArrayLike<number>, options: DecodeOptions = {}): Promise<string> {
      const where = `${facts.name}.decode`;
      return decodeSequence(where, await wordIndex(where, {}), sequence, options);
    },
  };
}

function rankedTexts(where: string, file: Bytes): RankedText[] {
  const files = npzFiles(where, file, MAX_BYTES);
  const [x, y] = [files.get('x'), files.get('y')];
  const lists = x ? readIntegerLists(where, x) : [];
  const labels = y && npyArray(where, y);
  if (labels?.rank !== 1 || labels.size !== lists.length) {
    throw new DataError({
      where,
      problem: 'the file must hold as many lists `x` as labels `y`',
      fix: 'fetch it again and compare its checksum',
    });
  }
  return lists.map((ranks, row) => ({ ranks, label: labels.at(row) }));
}

const sequencesOf = (texts: readonly EncodedText[]) => ({
  sequences: texts.map(({ sequence }) => sequence),
  labels: new NdArray(
    Uint8Array.from(texts, ({ label }) => label),
    [texts.length],
  ),
});
