import type { LookupConfig } from './lookup-options.ts';
import type { TokenCounts } from './token-counts.ts';
import { numbering } from './vocabulary.ts';

export interface LearntTokens<Token> {
  /** Most frequent first. */
  readonly tokens: readonly Token[];
  /** Factor of each token in mode 'tf_idf'. */
  readonly idfWeights: readonly number[] | null;
}

/** The vocabulary that counts suggest: special tokens left out, and cut to `maxTokens`. */
export function learntTokens<Token>(
  counts: TokenCounts<Token>,
  config: LookupConfig<Token>,
  compare: (a: Token, b: Token) => number,
): LearntTokens<Token> {
  const { maskToken, oovToken, maxTokens, outputMode } = config;
  const all = counts.ranked(compare, [maskToken, oovToken]);
  const room = maxTokens === null ? all.length : maxTokens - numbering(config).tokenStart;
  const tokens = all.slice(0, Math.max(0, room));
  const weighs = outputMode === 'tf_idf';
  return {
    tokens,
    idfWeights: weighs ? tokens.map((token) => counts.inverseDocumentFrequency(token)) : null,
  };
}
