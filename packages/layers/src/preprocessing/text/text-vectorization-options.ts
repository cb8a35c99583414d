import type { LayerConfig, LayerOptions } from '@myelin/core';
import { ArgumentError, describe, requireOneOf, requireWholeNumber } from '@myelin/core';
import { requireDense } from '../categories/require-dense.ts';
import type { LookupMode } from '../lookup/lookup-options.ts';
import type { SplitName } from './split.ts';
import { splitNames } from './split.ts';
import type { StandardizeName } from './standardize.ts';
import { standardizeNames } from './standardize.ts';

export interface TextVectorizationOptions extends LayerOptions {
  /** Most tokens of the vocabulary, those for padding and for unknown ones included. At least 2. @defaultValue `null`: any number */
  readonly maxTokens?: number | null;
  /** What is done to a text first; null for nothing. @defaultValue `'lower_and_strip_punctuation'` */
  readonly standardize?: StandardizeName | ((text: string) => string) | null;
  /** How a text is cut into tokens; null where each is one token. @defaultValue `'whitespace'` */
  readonly split?: SplitName | ((text: string) => readonly string[]) | null;
  /** Length of runs of tokens that count as one: all from 1 to a number, or those listed. @defaultValue `null`: single tokens */
  readonly ngrams?: number | readonly number[] | null;
  /** @defaultValue `'int'` */
  readonly outputMode?: LookupMode | 'binary' | 'tf-idf';
  /** Number of tokens of each sample, cut or padded with 0, in mode `'int'`. @defaultValue `null`: that of the longest one */
  readonly outputSequenceLength?: number | null;
  /** Whether rows are `maxTokens` long even if the vocabulary is smaller. @defaultValue `false` */
  readonly padToMaxTokens?: boolean;
  /** The tokens, most frequent first, in place of `adapt`. @defaultValue `null` */
  readonly vocabulary?: readonly string[] | null;
  /** Factor of each token of `vocabulary`, for mode `'tf_idf'`. @defaultValue `null` */
  readonly idfWeights?: readonly number[] | null;
  /** Sparse results, which are not supported. @defaultValue `false` */
  readonly sparse?: boolean;
  /** Results of different lengths, which are not supported. @defaultValue `false` */
  readonly ragged?: boolean;
  /** Encoding of texts in files. @defaultValue `'utf-8'` */
  readonly encoding?: 'utf-8';
}

/** Defaults of {@link TextVectorizationOptions}. */
export const textVectorizationDefaults = {
  maxTokens: null,
  standardize: 'lower_and_strip_punctuation',
  split: 'whitespace',
  ngrams: null,
  outputMode: 'int',
  outputSequenceLength: null,
  padToMaxTokens: false,
  vocabulary: null,
  idfWeights: null,
  sparse: false,
  ragged: false,
  encoding: 'utf-8',
} as const;

/** @throws {@link ArgumentError} an option of the class's own is out of its domain; others belong to its lookup. */
export function requireTextOptions(
  where: string,
  config: LayerConfig<TextVectorizationOptions>,
): void {
  const { standardize, split, outputSequenceLength, outputMode } = config;
  if (standardize !== null && typeof standardize !== 'function') {
    requireOneOf(where, 'standardize', standardize, standardizeNames);
  }
  if (split !== null && typeof split !== 'function') {
    requireOneOf(where, 'split', split, splitNames);
  }
  requireNgrams(where, config.ngrams);
  requireDense(where, 'ragged', config.ragged);
  if (outputSequenceLength === null) return;
  requireWholeNumber(where, 'outputSequenceLength', outputSequenceLength, { min: 1 });
  if (outputMode === 'int') return;
  throw new ArgumentError({
    where,
    problem: `\`outputSequenceLength\` goes with \`outputMode\` 'int' only, received ${outputSequenceLength} and ${describe(outputMode)}`,
    fix: 'leave `outputSequenceLength` out: rows are as long as the vocabulary',
  });
}

function requireNgrams(where: string, ngrams: unknown): void {
  const list = [ngrams].flat();
  if (ngrams === null || list.every((width) => Number.isInteger(width) && (width as number) >= 1)) {
    return;
  }
  throw new ArgumentError({
    where,
    problem: `\`ngrams\` must be a whole number of at least 1, a list of them, or null, received ${describe(ngrams)}`,
    fix: 'pass for example { ngrams: 2 }: single tokens and pairs',
  });
}
