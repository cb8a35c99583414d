import type { NdArray } from '@myelin/core';

/** Texts as lists of word indices, with their labels, row by row. */
export interface LabeledSequences {
  /** The words of each text, as indices. `padSequences` makes one array of them. */
  readonly sequences: readonly Int32Array[];
  /** Class indices as `uint8`: `[count]`. */
  readonly labels: NdArray;
}

/** Sequences to learn from, and others to judge what was learnt. */
export interface SequenceSplit {
  readonly train: LabeledSequences;
  readonly test: LabeledSequences;
}

/** Texts with their labels, row by row. */
export interface LabeledTexts {
  readonly texts: readonly string[];
  /** Class indices as `uint8`: `[count]`. */
  readonly labels: NdArray;
}

/** Texts to learn from, and others to judge what was learnt. */
export interface TextSplit {
  readonly train: LabeledTexts;
  readonly test: LabeledTexts;
}

/** A data set of texts, given as word indices. */
export interface SequenceDataset<Options, DecodeOptions> {
  readonly name: string;
  /** What is in it, in a sentence. */
  readonly description: string;
  /** Terms as its authors state them. */
  readonly license: string;
  /** Whom to cite, and where it comes from. */
  readonly source: string;
  /** Name of each class; a label is an index into this list. */
  readonly classNames: readonly string[];
  load(options?: Options): Promise<SequenceSplit>;
  /** Rank of each word, 1 for the most frequent one. In sequences `indexFrom` is added to it. */
  wordIndex(options?: object): Promise<ReadonlyMap<string, number>>;
  /** The words of a sequence with blanks between them. */
  decode(sequence: ArrayLike<number>, options?: DecodeOptions): Promise<string>;
}
