/**
 * What `IntegerLookup` and `StringLookup` share: a vocabulary that is given or learnt, and what becomes of indices.
 */

import type {
  CallArguments,
  JsonRecord,
  OptionDefaults,
  OwnOptions,
  Serializable,
  Shape,
  StringArray,
  SymbolicDataType,
  Tensor,
  TensorLike,
} from '@myelin/core';
import { cast, mul, requireRank, StateError, tensor, WeightlessLayer } from '@myelin/core';
import type { Adaptable } from '../adapt-to.ts';
import { adaptTo } from '../adapt-to.ts';
import type { CategoryMode } from '../categories/encode-categories.ts';
import { encodeCategories, encodedShape } from '../categories/encode-categories.ts';
import { learntTokens } from './learnt-tokens.ts';
import type { LookupConfig, LookupMode, LookupOptions } from './lookup-options.ts';
import { requireLookupOptions, standardLookupOptions } from './lookup-options.ts';
import { TokenCounts } from './token-counts.ts';
import { tokenIndexer } from './token-indexer.ts';
import type { TokenKind } from './token-kind.ts';
import { requireToken, requireTokens } from './token-kind.ts';
import type { Numbering, Vocabulary } from './vocabulary.ts';
import {
  numbering,
  requireSameDepth,
  requireVocabulary,
  requireWeightsAsWanted,
  specialTokens,
  vocabularyOf,
} from './vocabulary.ts';

/** Tokens, or indices of them: texts need not become a tensor. */
export type TokenSource = Tensor | StringArray;

export abstract class IndexLookup<
    Token extends string | number,
    Options extends LookupOptions<Token>,
  >
  extends WeightlessLayer<Options>
  implements Adaptable
{
  protected override readonly callArguments: CallArguments<object> = {};
  /** What Keras's files say of the shape that it was built for. */
  readonly buildConfig: JsonRecord = {};
  readonly #kind: TokenKind<Token>;
  /** Whether the vocabulary came as an option, so that there is nothing to learn. */
  readonly #isGiven: boolean;
  #counts = new TokenCounts<Token>(false);
  #vocabulary: Vocabulary<Token> | undefined;

  constructor(
    className: string,
    options: Options,
    defaults: OptionDefaults<OwnOptions<Options>>,
    kind: TokenKind<Token>,
  ) {
    super(className, standardLookupOptions(className, options), defaults);
    this.#kind = kind;
    const { lookup } = this;
    requireToken(className, 'maskToken', lookup.maskToken, kind);
    requireToken(className, 'oovToken', lookup.oovToken, kind);
    requireLookupOptions(className, lookup);
    this.#isGiven = lookup.vocabulary !== null;
    if (lookup.vocabulary === null) return;
    const list = requireTokens(className, lookup.vocabulary, kind);
    this.#vocabulary = vocabularyOf(className, lookup, list, lookup.idfWeights);
  }

  outputShape(input: Shape): Shape {
    requireRank(this.className, input, {});
    const { outputMode } = this.lookup;
    if (outputMode === 'int') return input;
    return encodedShape(input, categoryMode(outputMode), this.depth);
  }

  override outputTypes(): readonly SymbolicDataType[] {
    return [this.lookup.outputMode === 'int' ? 'int32' : 'float32'];
  }

  /**
   * Learns the vocabulary from data: the most frequent tokens first, equally frequent ones in falling order. What was
   * learnt before is forgotten.
   *
   * Arrays are read at once; a stream of batches is awaited. In `outputMode` 'tf_idf' each sample is a document.
   *
   * @throws {@link StateError} the vocabulary was given as an option.
   */
  adapt(data: TensorLike): void;
  adapt(batches: AsyncIterable<TensorLike>): Promise<void>;
  adapt(data: TensorLike | AsyncIterable<TensorLike>): void | Promise<void> {
    return adaptTo(this, data, (all) => {
      const { data: tokens, shape } = this.#kind.read(all);
      return shape.length === 1 ? (Array.from(tokens, (token) => [token]) as TensorLike) : all;
    });
  }

  /** Whether there is a vocabulary to learn: not where it was given as an option. */
  get isAdaptable(): boolean {
    return !this.#isGiven;
  }

  /** Whether there is a vocabulary. */
  get isAdapted(): boolean {
    return this.#vocabulary !== undefined;
  }

  /** Counts the tokens of one batch; a single axis is one sample. */
  updateState(batch: TensorLike): void {
    const { data, shape } = this.#kind.read(batch);
    const tokens = Array.from(data);
    const samples = shape.length > 1 ? (shape[0] ?? 0) : 1;
    const size = tokens.length / Math.max(samples, 1);
    this.countDocuments(
      Array.from({ length: samples }, (_, i) => tokens.slice(i * size, (i + 1) * size)),
    );
  }

  /** Counts the tokens of samples, which may be of different lengths. @internal */
  countDocuments(documents: readonly (readonly Token[])[]): void {
    if (this.#isGiven) {
      throw new StateError({
        where: this.name,
        problem: '`vocabulary` was given as an option, so there is nothing to adapt',
        fix: 'leave `vocabulary` out, or the call of adapt',
      });
    }
    for (const document of documents) this.#counts.addDocument(document);
  }

  /** Makes the vocabulary of the tokens that were counted. */
  finalizeState(): void {
    if (this.#isGiven || this.#counts.isEmpty) return;
    const { tokens, idfWeights } = learntTokens(this.#counts, this.lookup, this.#kind.compare);
    this.resetState();
    this.#learn(tokens, idfWeights);
  }

  /** Forgets the tokens that were counted; the vocabulary stays. */
  resetState(): void {
    this.#counts = new TokenCounts(this.lookup.outputMode === 'tf_idf');
  }

  /**
   * Tokens by their index.
   *
   * @param includeSpecialTokens - Whether those for masks and unknown tokens are among them.
   */
  getVocabulary(includeSpecialTokens = true): (Token | null)[] {
    const special = includeSpecialTokens ? specialTokens(this.lookup) : [];
    return [...special, ...(this.#vocabulary?.tokens ?? [])];
  }

  /** Number of indices, those for masks and unknown tokens included. */
  vocabularySize(): number {
    return this.numbering.tokenStart + (this.#vocabulary?.tokens.length ?? 0);
  }

  /**
   * Puts a vocabulary in place of the present one.
   *
   * @param vocabulary - Tokens; the special ones may stand at the front.
   * @param idfWeights - Factors of the tokens, needed in `outputMode` 'tf_idf' and refused in others.
   * @throws {@link ArgumentError} a token is there twice, or is none.
   */
  setVocabulary(vocabulary: readonly Token[], idfWeights: readonly number[] | null = null): void {
    requireWeightsAsWanted(this.name, this.lookup, idfWeights);
    this.#learn(requireTokens(this.name, vocabulary, this.#kind), idfWeights);
  }

  /** Factor of each index in `outputMode` 'tf_idf'; undefined in others. */
  get idfWeights(): Float32Array | undefined {
    return this.#vocabulary?.idfWeights;
  }

  /** Files that belong to the layer, by name: the vocabulary, unless it stands in the config anyway. */
  saveAssets(): Readonly<Record<string, string>> {
    if (this.#isGiven) return {};
    return { 'vocabulary.txt': this.getVocabulary().join('\n') };
  }

  /**
   * Takes the vocabulary from the files that `saveAssets` gave.
   *
   * @param idfWeights - As {@link idfWeights} gave them.
   */
  loadAssets(assets: Readonly<Record<string, string>>, idfWeights?: ArrayLike<number>): void {
    const text = assets['vocabulary.txt'];
    if (this.#isGiven || text === undefined) return;
    const lines = text.split(/\r?\n/);
    while (lines.length > 1 && lines.at(-1) === '') lines.pop();
    const tokens = lines.map((line) => this.#kind.parse(line));
    const weights = idfWeights ? Array.from(idfWeights).slice(0, tokens.length) : null;
    this.setVocabulary(tokens, weights);
  }

  toKeras(usual: () => JsonRecord): JsonRecord {
    return { ...usual(), vocabulary_size: this.#vocabulary ? this.vocabularySize() : null };
  }

  static fromKeras<Made extends Serializable>(
    config: JsonRecord,
    usual: (config: JsonRecord) => Made,
  ): Made {
    // It follows from the vocabulary.
    const { vocabulary_size: _, ...own } = config;
    return usual(own);
  }

  /** What becomes of tokens, which may lie in ordinary memory. @internal */
  encode(x: TokenSource): Tensor {
    const { outputMode, invert } = this.lookup;
    requireVocabulary(this.name, this.#vocabulary);
    if (invert) return this.tokensAt(x);
    if (outputMode === 'int') return this.indicesOf(x);
    const rows = this.rowsOf(x, categoryMode(outputMode), this.depth);
    return this.weighted(rows);
  }

  /** As in Keras, a mask ends here. */
  protected override computeMask(): undefined {
    return undefined;
  }

  protected call(x: Tensor): Tensor {
    return this.encode(x);
  }

  /** Indices of tokens; -1 for those that leave no trace in rows. */
  protected abstract indicesOf(x: TokenSource): Tensor;

  /** Tokens at indices. */
  protected abstract tokensAt(x: TokenSource): Tensor;

  /** Rows of zeros and ones, or of counts. */
  protected rowsOf(x: TokenSource, mode: CategoryMode, depth: number): Tensor {
    return encodeCategories(this.indicesOf(x), mode, depth);
  }

  /** Rows as they come out: counts times factors, or whole numbers. */
  protected weighted(rows: Tensor): Tensor {
    if (this.lookup.outputMode !== 'tf_idf') return cast(rows, 'int32');
    return mul(rows, tensor(this.vocabulary.idfWeights ?? [], 'float32'));
  }

  /** Indices of tokens, found in ordinary memory; -1 for those that leave no trace in rows. */
  protected indicesOnHost(tokens: ArrayLike<Token>): Int32Array {
    return Int32Array.from(tokens, tokenIndexer(this.name, this.lookup, this.vocabulary));
  }

  /** Number of entries in a row. */
  protected get depth(): number {
    const { padToMaxTokens, maxTokens } = this.lookup;
    if (padToMaxTokens) return maxTokens ?? 0;
    requireVocabulary(this.name, this.#vocabulary);
    return this.vocabularySize();
  }

  protected get numbering(): Numbering {
    return numbering(this.lookup);
  }

  /** @throws {@link StateError} there is none yet. */
  protected get vocabulary(): Vocabulary<Token> {
    return requireVocabulary(this.name, this.#vocabulary);
  }

  protected get lookup(): LookupConfig<Token> {
    return this.config as unknown as LookupConfig<Token>;
  }

  protected override get castsInput(): boolean {
    return false;
  }

  #learn(list: readonly Token[], idfWeights: readonly number[] | null): void {
    const learnt = vocabularyOf(this.name, this.lookup, list, idfWeights);
    if (this.#vocabulary) requireSameDepth(this.name, this.lookup, this.#vocabulary, learnt);
    this.#vocabulary = learnt;
    Object.assign(this, { config: { ...this.config, vocabulary: list, idfWeights } });
    this.revise();
  }
}

/** How rows are made in a mode that has them. */
function categoryMode(mode: LookupMode): CategoryMode {
  return mode === 'tf_idf' || mode === 'int' ? 'count' : mode;
}
