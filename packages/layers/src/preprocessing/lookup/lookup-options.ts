/** The options of layers that look tokens up in a vocabulary, and what they may be. */

import type { LayerOptions, Resolved } from '@myelin/core';
import {
  ArgumentError,
  describe,
  requireBoolean,
  requireOneOf,
  requireOptions,
  requireWholeNumber,
} from '@myelin/core';
import { requireDense } from '../categories/require-dense.ts';
import type { SipKey } from '../hash/sip-hash64.ts';

/**
 * What comes out: `'int'` the indices; `'one_hot'`, `'multi_hot'` and `'count'` rows as long as the vocabulary; `'tf_idf'`
 * counts times what a token says about a sample.
 */
export type LookupMode = 'int' | 'one_hot' | 'multi_hot' | 'count' | 'tf_idf';

/** Older names of modes, which Keras takes too. */
const olderModes: Readonly<Record<string, LookupMode>> = {
  binary: 'multi_hot',
  'tf-idf': 'tf_idf',
};

export interface LookupOptions<Token> extends LayerOptions {
  /** Most tokens of a vocabulary, those for masks and for unknown ones included. At least 2. @defaultValue `null`: any number */
  readonly maxTokens?: number | null;
  /** Number of indices for tokens that are not in the vocabulary. Whole number, at least 0. @defaultValue `1` */
  readonly numOovIndices?: number;
  /** Token that stands for no token: index 0 in mode `'int'`, left out in others. @defaultValue `null` */
  readonly maskToken?: Token | null;
  /** What unknown indices become with `invert`. */
  readonly oovToken?: Token | null;
  /** The tokens, most frequent first, in place of `adapt`. @defaultValue `null` */
  readonly vocabulary?: readonly Token[] | null;
  /** Factor of each token of `vocabulary`, for mode `'tf_idf'`. @defaultValue `null` */
  readonly idfWeights?: readonly number[] | null;
  /** Whether to go the way back, from indices to tokens. @defaultValue `false` */
  readonly invert?: boolean;
  /** @defaultValue `'int'` */
  readonly outputMode?: LookupMode | 'binary' | 'tf-idf';
  /** Sparse results, which are not supported. @defaultValue `false` */
  readonly sparse?: boolean;
  /** Whether rows are `maxTokens` long even if the vocabulary is smaller. @defaultValue `false` */
  readonly padToMaxTokens?: boolean;
  /** How several indices are shared among unknown whole numbers: remainder, or FarmHash64. @defaultValue `'floormod'` */
  readonly oovMethod?: 'floormod' | 'farmhash';
  /** Key of SipHash64, in place of FarmHash64: one number or two. @defaultValue `null` */
  readonly salt?: number | readonly [number, number] | null;
}

/** Defaults of {@link LookupOptions}, without `oovToken`. */
export const lookupDefaults = {
  maxTokens: null,
  numOovIndices: 1,
  maskToken: null,
  vocabulary: null,
  idfWeights: null,
  invert: false,
  outputMode: 'int',
  sparse: false,
  padToMaxTokens: false,
  oovMethod: 'floormod',
  salt: null,
} as const;

/** Complete options, with modes by their present names and the salt as a key. */
export interface LookupConfig<Token> extends Resolved<LookupOptions<Token>> {
  readonly outputMode: LookupMode;
  readonly salt: SipKey | null;
}

/** Options with modes by their present names and the salt as a key; others stay as they are. */
export function standardLookupOptions<Options extends object>(
  where: string,
  options: Options,
): Options {
  requireOptions(where, options);
  const { outputMode, salt } = options as {
    readonly outputMode?: unknown;
    readonly salt?: unknown;
  };
  return {
    ...options,
    ...(outputMode !== undefined && { outputMode: presentMode(outputMode) }),
    ...(salt !== undefined && { salt: saltAsKey(where, salt) }),
  };
}

/** A mode by its present name. */
export function presentMode(mode: unknown): unknown {
  return typeof mode === 'string' && Object.hasOwn(olderModes, mode) ? olderModes[mode] : mode;
}

/** The salt as a key of SipHash. @throws {@link ArgumentError} it is neither one whole number nor two. */
export function saltAsKey(where: string, salt: unknown): SipKey | null {
  if (salt === null) return null;
  if (Number.isSafeInteger(salt)) return [salt as number, salt as number];
  if (Array.isArray(salt) && salt.length === 2 && salt.every(Number.isSafeInteger)) {
    return [salt[0], salt[1]];
  }
  throw new ArgumentError({
    where,
    problem: `\`salt\` must be a whole number, two of them, or null, received ${describe(salt)}`,
    fix: 'pass for example { salt: [133, 137] }',
  });
}

/** Most indices that are kept free: each has a place in results and lists of weights. */
const MOST_PLACES = 2 ** 24;

/** @throws {@link ArgumentError} an option is out of its domain, or does not go with another. */
export function requireLookupOptions<Token>(where: string, config: LookupConfig<Token>): void {
  const { maxTokens, outputMode, invert, padToMaxTokens, idfWeights } = config;
  const most = padToMaxTokens === true ? { max: MOST_PLACES } : {};
  if (maxTokens !== null) requireWholeNumber(where, 'maxTokens', maxTokens, { min: 2, ...most });
  requireWholeNumber(where, 'numOovIndices', config.numOovIndices, { min: 0, max: MOST_PLACES });
  requireBoolean(where, 'invert', invert);
  requireOneOf(where, 'outputMode', outputMode, ['int', 'one_hot', 'multi_hot', 'count', 'tf_idf']);
  requireDense(where, 'sparse', config.sparse);
  requireBoolean(where, 'padToMaxTokens', padToMaxTokens);
  requireOneOf(where, 'oovMethod', config.oovMethod, ['floormod', 'farmhash']);
  requireIdfWeights(where, idfWeights);
  if (padToMaxTokens && maxTokens === null) {
    throw new ArgumentError({
      where,
      problem: '`padToMaxTokens` needs `maxTokens`, received null',
      fix: 'pass { padToMaxTokens: true, maxTokens: 1000 }, or leave both out',
    });
  }
  if (invert && outputMode !== 'int') {
    throw new ArgumentError({
      where,
      problem: `\`outputMode\` must be 'int' with \`invert\`, received "${outputMode}"`,
      fix: 'leave `outputMode` out',
    });
  }
  if (invert && config.oovToken === null) {
    throw new ArgumentError({
      where,
      problem: '`oovToken` must be a token with `invert`, received null',
      fix: 'leave `oovToken` out, or pass what unknown indices shall become',
    });
  }
  if (idfWeights !== null && outputMode !== 'tf_idf') {
    throw new ArgumentError({
      where,
      problem: `\`idfWeights\` goes with \`outputMode\` 'tf_idf' only, received ${describe(idfWeights)} and "${outputMode}"`,
      fix: "leave `idfWeights` out, or pass { outputMode: 'tf_idf' }",
    });
  }
  if (outputMode === 'tf_idf' && config.vocabulary !== null && idfWeights === null) {
    throw new ArgumentError({
      where,
      problem: "`idfWeights` must come with `vocabulary` in `outputMode` 'tf_idf', received null",
      fix: 'pass one number for each token, or leave `vocabulary` out and call adapt',
    });
  }
}

function requireIdfWeights(where: string, weights: unknown): void {
  if (weights === null) return;
  if (Array.isArray(weights) && weights.every(Number.isFinite)) return;
  throw new ArgumentError({
    where,
    problem: `\`idfWeights\` must be a list of numbers or null, received ${describe(weights)}`,
    fix: 'pass one number for each token of `vocabulary`',
  });
}
