import { NdArray, permutation, requireWholeNumber } from '@myelin/core';
import type { Bytes } from '../formats/bytes.ts';
import { type DownloadOptions, downloadSettings } from '../sources/download-options.ts';
import { readLocalFile } from '../sources/local-folder.ts';
import type { PublicFile } from '../sources/public-file.ts';
import { fetchPublicFile } from '../sources/public-file.ts';
import type { FileFacts } from '../sources/remote-file.ts';
import { type Review, type Reviews, readReviews } from './review-archives.ts';
import type {
  LabeledTexts,
  SequenceDataset,
  SequenceSplit,
  TextSplit,
} from './sequence-dataset.ts';
import {
  checkedSequenceOptions,
  type EncodedText,
  encodeTexts,
  type SequenceOptions,
  sequenceOptionNames,
} from './sequence-options.ts';
import { type DecodeOptions, decodeSequence, parseWordIndex } from './word-index.ts';
import { WordRanks } from './word-ranks.ts';

/** How reviews are fetched and encoded. */
export interface ReviewOptions extends SequenceOptions, DownloadOptions {}

/** How reviews are fetched and ordered. */
export interface ReviewTextOptions extends DownloadOptions {
  /** Fixes the order of the reviews, which is that of `load`. @defaultValue `113` */
  readonly seed?: number;
}

/** Reviews as sequences and as texts. */
export interface ReviewDataset extends SequenceDataset<ReviewOptions, DecodeOptions> {
  /** The reviews as they were written, in the order of `load`. */
  loadTexts(options?: ReviewTextOptions): Promise<TextSplit>;
  wordIndex(options?: DownloadOptions): Promise<ReadonlyMap<string, number>>;
}

/** What sets one data set of this kind apart from another. */
export interface ReviewDatasetFacts
  extends Omit<ReviewDataset, 'load' | 'loadTexts' | 'wordIndex' | 'decode'> {
  /** The archive of the authors. */
  readonly archive: PublicFile;
  /** The same reviews in two archives, which are read instead where they lie in `MYELIN_DATA`: without what has no label. */
  readonly parts: readonly (FileFacts & { readonly name: string })[];
  readonly words: PublicFile;
}

export function reviewDataset(facts: ReviewDatasetFacts): ReviewDataset {
  const { archive, parts, words, ...description } = facts;
  const folder = facts.name;
  /** Its checksum fixes the content, so it is read once, wherever it comes from. */
  let known: ReadonlyMap<string, number> | undefined;

  const wordIndex = async (
    where: string,
    options: DownloadOptions,
    own: readonly string[] = [],
  ) => {
    downloadSettings(where, options, words.mirrors, own);
    known ??= parseWordIndex(where, await fetchPublicFile(where, folder, words, options, own));
    return known;
  };

  const archives = async (where: string, options: DownloadOptions, own: readonly string[]) => {
    const local: Bytes[] = [];
    for (const part of parts) {
      const content = await readLocalFile(where, { folder, ...part });
      if (content) local.push(content);
    }
    return parts.length > 0 && local.length === parts.length
      ? local
      : [await fetchPublicFile(where, folder, archive, options, own)];
  };

  return {
    ...description,

    async load(options: ReviewOptions = {}): Promise<SequenceSplit> {
      const where = `${facts.name}.load`;
      const encoding = checkedSequenceOptions(where, options);
      const ranks = new WordRanks(await wordIndex(where, options, sequenceOptionNames));
      const reviews = await readReviews(await archives(where, options, sequenceOptionNames), {
        where,
        keep: (text) => ranks.of(text),
        signal: options.signal,
      });
      const ranked = shuffled(reviews, encoding.seed).map((part) =>
        part.map(({ content, label }) => ({ ranks: content, label })),
      );
      const [train = [], test = []] = encodeTexts(where, ranked, encoding);
      return { train: sequencesOf(train), test: sequencesOf(test) };
    },

    async loadTexts(options: ReviewTextOptions = {}): Promise<TextSplit> {
      const where = `${facts.name}.loadTexts`;
      const seed = requireWholeNumber(where, 'seed', options.seed ?? 113, { min: 0 });
      const decoder = new TextDecoder();
      const reviews = await readReviews(await archives(where, options, ['seed']), {
        where,
        keep: (text) => decoder.decode(text),
        signal: options.signal,
      });
      const [train = [], test = []] = shuffled(reviews, seed);
      return { train: textsOf(train), test: textsOf(test) };
    },

    wordIndex: (options: DownloadOptions = {}) => wordIndex(`${facts.name}.wordIndex`, options),

    async decode(sequence: ArrayLike<number>, options: DecodeOptions = {}): Promise<string> {
      const where = `${facts.name}.decode`;
      return decodeSequence(where, await wordIndex(where, {}), sequence, options);
    },
  };
}

/** Both parts in an order that the seed fixes. */
function shuffled<Content>({ train, test }: Reviews<Content>, seed: number): Review<Content>[][] {
  return [train, test].map((reviews, part) => {
    const order = Array.from(permutation(reviews.length, seed, part));
    return order.flatMap((row) => reviews[row] ?? []);
  });
}

const sequencesOf = (texts: readonly EncodedText[]) => ({
  sequences: texts.map(({ sequence }) => sequence),
  labels: labelsOf(texts),
});

const textsOf = (reviews: readonly Review<string>[]): LabeledTexts => ({
  texts: reviews.map(({ content }) => content),
  labels: labelsOf(reviews),
});

const labelsOf = (rows: readonly { readonly label: number }[]): NdArray =>
  new NdArray(
    Uint8Array.from(rows, ({ label }) => label),
    [rows.length],
  );
