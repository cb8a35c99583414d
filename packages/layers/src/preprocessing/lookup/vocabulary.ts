/** Tokens and their indices, once they are known. */

import { ArgumentError, describe, StateError } from '@myelin/core';
import type { LookupConfig } from './lookup-options.ts';

/** How a layer numbers tokens: the mask first, if it has a number, then unknown tokens, then the vocabulary. */
export interface Numbering {
  /** Index of the first unknown token. */
  readonly oovStart: number;
  /** Index of the first token of the vocabulary. */
  readonly tokenStart: number;
}

export function numbering<Token>(config: LookupConfig<Token>): Numbering {
  const oovStart = config.maskToken !== null && config.outputMode === 'int' ? 1 : 0;
  return { oovStart, tokenStart: oovStart + config.numOovIndices };
}

/** The tokens that come before the vocabulary, or the first of them. */
export function specialTokens<Token>(
  config: LookupConfig<Token>,
  most: number = Number.POSITIVE_INFINITY,
): (Token | null)[] {
  const { oovStart, tokenStart } = numbering(config);
  return Array.from({ length: Math.min(tokenStart, most) }, (_, i) =>
    i < oovStart ? config.maskToken : config.oovToken,
  );
}

export interface Vocabulary<Token> {
  /** Tokens by frequency, without special ones. */
  readonly tokens: readonly Token[];
  /** Place of each token among `tokens`. */
  readonly places: ReadonlyMap<Token, number>;
  /** Factor of each index, special ones included, in mode `'tf_idf'`. */
  readonly idfWeights: Float32Array | undefined;
}

/**
 * The vocabulary of a list that may begin with the special tokens.
 *
 * @param idfWeights - A number for each entry of the list. Special tokens that are not in it get the mean.
 * @throws {@link ArgumentError} the list is empty, too long or has a token twice, or the numbers are not as many.
 */
export function vocabularyOf<Token>(
  where: string,
  config: LookupConfig<Token>,
  list: readonly Token[],
  idfWeights: readonly number[] | null,
): Vocabulary<Token> {
  const { tokenStart } = numbering(config);
  const begins =
    list.length >= tokenStart && specialTokens(config).every((token, i) => list[i] === token);
  const tokens = begins ? list.slice(tokenStart) : list;
  const places = placesOf(where, list, tokens);
  requireNoReserved(where, config, places);
  const { maxTokens } = config;
  if (maxTokens !== null && tokenStart + tokens.length > maxTokens) {
    throw new ArgumentError({
      where,
      problem: `\`vocabulary\` must have at most \`maxTokens\` ${maxTokens} tokens, special ones included, received ${tokenStart + tokens.length}`,
      fix: 'pass fewer tokens, or a larger `maxTokens`',
    });
  }
  requireAsMany(where, list, idfWeights);
  const weights = idfWeights && allWeights(config, begins, idfWeights);
  return { tokens, places, idfWeights: weights ?? undefined };
}

function placesOf<Token>(
  where: string,
  list: readonly Token[],
  tokens: readonly Token[],
): ReadonlyMap<Token, number> {
  if (list.length === 0) {
    throw new ArgumentError({
      where,
      problem: '`vocabulary` must have at least one token, received []',
      fix: 'pass the tokens, or leave it out and call adapt',
    });
  }
  const places = new Map(tokens.map((token, place) => [token, place]));
  if (places.size === tokens.length) return places;
  const repeated = tokens.filter((token, place) => places.get(token) !== place);
  throw new ArgumentError({
    where,
    problem: `\`vocabulary\` must have each token once, received more of ${describe([...new Set(repeated)])}`,
    fix: 'remove repeated tokens, for example with [...new Set(tokens)]',
  });
}

function requireNoReserved<Token>(
  where: string,
  config: LookupConfig<Token>,
  places: ReadonlyMap<Token, number>,
): void {
  const { maskToken, oovToken, invert } = config;
  const reserved = [
    ['maskToken', maskToken],
    // Only the way back has a use for the token of unknown ones.
    ['oovToken', invert ? oovToken : null],
  ] as const;
  for (const [option, token] of reserved) {
    if (token === null || !places.has(token)) continue;
    throw new ArgumentError({
      where,
      problem: `\`vocabulary\` must not have the \`${option}\` among its tokens, received ${describe(token)}`,
      fix: `remove it, or begin the list with all special tokens: ${describe(specialTokens(config, 10))}`,
    });
  }
}

function requireAsMany(
  where: string,
  list: readonly unknown[],
  idfWeights: readonly number[] | null,
): void {
  if (idfWeights === null || idfWeights.length === list.length) return;
  throw new ArgumentError({
    where,
    problem: `\`idfWeights\` must have a number for each of the ${list.length} tokens of \`vocabulary\`, received ${idfWeights.length}`,
    fix: 'pass lists of the same length',
  });
}

function allWeights<Token>(
  config: LookupConfig<Token>,
  hasSpecial: boolean,
  given: readonly number[],
): Float32Array {
  const { tokenStart } = numbering(config);
  const mean = given.reduce((sum, weight) => sum + weight, 0) / given.length;
  const front = hasSpecial ? [] : new Array<number>(tokenStart).fill(mean);
  const all = [...front, ...given];
  const padding = config.padToMaxTokens ? (config.maxTokens ?? 0) - all.length : 0;
  return Float32Array.from([...all, ...new Array<number>(padding).fill(0)]);
}

/** @throws {@link StateError} there is no vocabulary yet. */
export function requireVocabulary<Token>(
  where: string,
  vocabulary: Vocabulary<Token> | undefined,
): Vocabulary<Token> {
  if (vocabulary) return vocabulary;
  throw new StateError({
    where,
    problem: 'the layer has no vocabulary yet',
    fix: 'call adapt(data) first, or pass `vocabulary`',
  });
}

/** @throws {@link ArgumentError} factors are given or not, where the mode wants it otherwise. */
export function requireWeightsAsWanted<Token>(
  where: string,
  { outputMode }: LookupConfig<Token>,
  idfWeights: readonly number[] | null,
): void {
  const isWanted = outputMode === 'tf_idf';
  if (isWanted === (idfWeights !== null)) return;
  throw new ArgumentError({
    where,
    problem: `\`idfWeights\` goes with \`outputMode\` 'tf_idf', and only with that, received ${describe(idfWeights)} and "${outputMode}"`,
    fix: isWanted ? 'pass a number for each token' : 'leave `idfWeights` out',
  });
}

/** @throws {@link StateError} another size of the vocabulary changes the shape of rows. */
export function requireSameDepth<Token>(
  where: string,
  { outputMode, padToMaxTokens }: LookupConfig<Token>,
  present: Vocabulary<Token>,
  learnt: Vocabulary<Token>,
): void {
  if (outputMode === 'int' || padToMaxTokens) return;
  if (present.tokens.length === learnt.tokens.length) return;
  throw new StateError({
    where,
    problem: `the size of the vocabulary fixes the shape of results in \`outputMode\` '${outputMode}' and cannot change from ${present.tokens.length} to ${learnt.tokens.length} tokens`,
    fix: 'make another layer, or pass `padToMaxTokens` and `maxTokens`',
  });
}
