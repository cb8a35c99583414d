import type {
  CallArguments,
  JsonRecord,
  KnownShape,
  Serializable,
  Shape,
  SymbolicDataType,
  Tensor,
  TensorLike,
} from '@myelin/core';
import {
  formatShape,
  requireRank,
  reshape,
  ShapeError,
  StringArray,
  WeightlessLayer,
} from '@myelin/core';
import type { Adaptable } from '../adapt-to.ts';
import { adaptTo } from '../adapt-to.ts';
import { presentMode } from '../lookup/lookup-options.ts';
import { ngrams as ngramsOf } from './ngrams.ts';
import { splitters } from './split.ts';
import { standardizers } from './standardize.ts';
import { StringLookup } from './string-lookup.ts';
import { stringsFrom } from './strings-from.ts';
import type { TextVectorizationOptions } from './text-vectorization-options.ts';
import { requireTextOptions, textVectorizationDefaults } from './text-vectorization-options.ts';

/** Texts cut into tokens: samples may have different numbers of them. */
interface Documents {
  readonly tokens: readonly (readonly string[])[];
  /** Shape of the list of samples. */
  readonly shape: KnownShape;
}

/**
 * Turns texts into numbers: a text is cleaned (`standardize`), cut into tokens (`split`), and each token becomes its index in
 * a vocabulary, or each text a row of counts.
 *
 * The vocabulary is learnt from data by `adapt`, or given as an option. Index 0 is padding, 1 stands for unknown tokens. Texts
 * lie in ordinary memory, so the layer works there.
 *
 * @shape input `[batch]` or `[batch, 1]`, texts; with `split: null` `[batch, ...]`, tokens
 * @shape output `[batch, outputSequenceLength]`; `[batch, vocabularySize]` in modes other than 'int'
 * @throws {@link ArgumentError} an option is out of its domain, or the vocabulary has a token twice.
 * @throws {@link ShapeError} texts to be cut have several in a sample.
 * @throws {@link StateError} it is used before it has a vocabulary.
 * @source Defaults as Keras 3 `TextVectorization`.
 * @example
 * const layer = new TextVectorization({ outputSequenceLength: 4 });
 * layer.adapt(['foo bar', 'bar baz', 'baz bada boom']);
 * layer.apply(['Foo qux, bar!', 'qux baz']).arraySync() // => [[4, 1, 3, 0], [1, 2, 0, 0]]
 */
export class TextVectorization
  extends WeightlessLayer<TextVectorizationOptions>
  implements Adaptable
{
  readonly className: string = 'TextVectorization';
  protected override readonly callArguments: CallArguments<object> = {};
  /** It reads texts, which no program takes in. */
  override get runsOnHost(): boolean {
    return true;
  }
  readonly #lookup: StringLookup;

  constructor(options: TextVectorizationOptions = {}) {
    const mode = presentMode(options?.outputMode) as TextVectorizationOptions['outputMode'];
    super(
      'TextVectorization',
      mode === undefined ? options : { ...options, outputMode: mode },
      textVectorizationDefaults,
    );
    const { config } = this;
    requireTextOptions('TextVectorization', config);
    const { maxTokens, outputMode, padToMaxTokens, vocabulary, idfWeights, sparse, encoding } =
      config;
    const shared = {
      maxTokens,
      outputMode,
      padToMaxTokens,
      vocabulary,
      idfWeights,
      sparse,
      encoding,
    };
    const { name } = this;
    this.#lookup = new StringLookup({ ...shared, maskToken: '', name }, 'TextVectorization');
  }

  outputShape(input: Shape): Shape {
    requireRank('TextVectorization', input, {});
    const { split, ngrams, outputMode, outputSequenceLength } = this.config;
    this.#requireTexts(input);
    const length =
      outputSequenceLength ?? (split === null && ngrams === null ? input.at(-1) : null);
    const lead = split === null ? input.slice(0, -1) : input.slice(0, 1);
    const indices = [...lead, length ?? null];
    if (outputMode === 'int') return indices;
    return this.#lookup.outputShape(indices);
  }

  override outputTypes(): readonly SymbolicDataType[] {
    return this.#lookup.outputTypes();
  }

  /**
   * Learns the vocabulary from texts: the most frequent tokens first, equally frequent ones in falling order. What was
   * learnt before is forgotten.
   *
   * Arrays are read at once; a stream of batches is awaited.
   *
   * @throws {@link StateError} the vocabulary was given as an option.
   */
  adapt(data: TensorLike): void;
  adapt(batches: AsyncIterable<TensorLike>): Promise<void>;
  adapt(data: TensorLike | AsyncIterable<TensorLike>): void | Promise<void> {
    return adaptTo(this, data, (all) => {
      const texts = stringsFrom(this.className, all);
      return texts.rank === 1 ? texts.reshape([texts.size, 1]) : texts;
    });
  }

  /** Whether there is a vocabulary to learn: not where it was given as an option. */
  get isAdaptable(): boolean {
    return this.#lookup.isAdaptable;
  }

  /** Whether there is a vocabulary. */
  get isAdapted(): boolean {
    return this.#lookup.isAdapted;
  }

  /** Counts the tokens of one batch; a text alone is a batch of one. */
  updateState(batch: TensorLike): void {
    const texts = stringsFrom(this.className, batch);
    const documents = this.#documents(texts.rank === 0 ? texts.reshape([1]) : texts);
    this.#lookup.countDocuments(documents.tokens);
  }

  /** Makes the vocabulary of the tokens that were counted. */
  finalizeState(): void {
    this.#lookup.finalizeState();
    this.#noteVocabulary();
  }

  /** Forgets the tokens that were counted; the vocabulary stays. */
  resetState(): void {
    this.#lookup.resetState();
  }

  /**
   * Tokens by their index.
   *
   * @param includeSpecialTokens - Whether those for padding and unknown tokens are among them.
   */
  getVocabulary(includeSpecialTokens = true): (string | null)[] {
    return this.#lookup.getVocabulary(includeSpecialTokens);
  }

  /** Number of indices, those for padding and unknown tokens included. */
  vocabularySize(): number {
    return this.#lookup.vocabularySize();
  }

  /** Puts a vocabulary in place of the present one. @see StringLookup */
  setVocabulary(vocabulary: readonly string[], idfWeights: readonly number[] | null = null): void {
    this.#lookup.setVocabulary(vocabulary, idfWeights);
    this.#noteVocabulary();
  }

  /** Factor of each index in `outputMode` 'tf_idf'; undefined in others. */
  get idfWeights(): Float32Array | undefined {
    return this.#lookup.idfWeights;
  }

  /** Files that belong to the layer, by name: the vocabulary, unless it stands in the config anyway. */
  saveAssets(): Readonly<Record<string, string>> {
    return this.#lookup.saveAssets();
  }

  /** Takes the vocabulary from the files that `saveAssets` gave, and factors as {@link idfWeights} gave them. */
  loadAssets(assets: Readonly<Record<string, string>>, idfWeights?: ArrayLike<number>): void {
    this.#lookup.loadAssets(assets, idfWeights);
    this.#noteVocabulary();
  }

  toKeras(usual: () => JsonRecord): JsonRecord {
    return { ...usual(), vocabulary_size: this.vocabularySize() };
  }

  static fromKeras<Made extends Serializable>(
    config: JsonRecord,
    usual: (config: JsonRecord) => Made,
  ): Made {
    return StringLookup.fromKeras(config, usual);
  }

  protected call(x: Tensor): Tensor {
    const { tokens, shape } = this.#documents(stringsFrom(this.className, x));
    const length =
      this.config.outputSequenceLength ??
      tokens.reduce((longest, sample) => Math.max(longest, sample.length), 0);
    // The empty text is the mask, which leaves no trace.
    const padded = new Array<string>(tokens.length * length).fill('');
    for (const [row, sample] of tokens.entries()) {
      for (const [i, token] of sample.slice(0, length).entries()) padded[row * length + i] = token;
    }
    const y = this.#lookup.encode(new StringArray(padded, [...shape, length]));
    const isCut = this.config.outputMode === 'one_hot' && this.config.split !== null;
    return isCut ? reshape(y, [...shape, length, y.shape.at(-1) ?? 0]) : y;
  }

  protected override get castsInput(): boolean {
    return false;
  }

  #documents(texts: StringArray): Documents {
    this.#requireTexts(texts.shape);
    const { standardize, split, ngrams } = this.config;
    const clean = typeof standardize === 'string' ? standardizers[standardize] : standardize;
    const cut = typeof split === 'string' ? splitters[split] : split;
    const data = clean ? texts.data.map((text) => clean(text)) : texts.data;
    const tokens = cut ? data.map((text) => cut(text)) : samplesOf(data, texts.shape);
    return {
      tokens: ngrams === null ? tokens : tokens.map((sample) => ngramsOf(sample, ngrams)),
      shape: cut ? texts.shape.slice(0, 1) : texts.shape.slice(0, -1),
    };
  }

  #requireTexts(shape: Shape): void {
    if (this.config.split === null ? shape.length > 0 : shape.length === 1) return;
    if (shape.length === 2 && shape[1] === 1) return;
    throw new ShapeError({
      where: 'TextVectorization',
      problem: `the input must have one text in each sample, shape [batch] or [batch, 1], received shape ${formatShape(shape)}`,
      fix: 'join the texts of a sample, or pass { split: null } if they are tokens',
    });
  }

  #noteVocabulary(): void {
    const { vocabulary, idfWeights } = this.#lookup.config;
    Object.assign(this, { config: { ...this.config, vocabulary, idfWeights } });
    this.revise();
  }
}

/** Entries of the last axis. */
function samplesOf(data: readonly string[], shape: KnownShape): string[][] {
  const length = shape.at(-1) ?? 1;
  const count = length === 0 ? 0 : data.length / length;
  return Array.from({ length: count }, (_, i) => data.slice(i * length, (i + 1) * length));
}
