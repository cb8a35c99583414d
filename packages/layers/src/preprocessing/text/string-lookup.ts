import type { SymbolicDataType, Tensor } from '@myelin/core';
import { NdArray, requireOneOf, StringArray, tensor } from '@myelin/core';
import { arrayOf } from '../array-of.ts';
import type { CategoryMode } from '../categories/encode-categories.ts';
import { encodeCategoriesOnHost } from '../categories/encode-categories.ts';
import type { TokenSource } from '../lookup/index-lookup.ts';
import { IndexLookup } from '../lookup/index-lookup.ts';
import type { LookupOptions } from '../lookup/lookup-options.ts';
import { lookupDefaults } from '../lookup/lookup-options.ts';
import type { TokenKind } from '../lookup/token-kind.ts';
import { compareTexts } from './compare-texts.ts';
import { stringsFrom } from './strings-from.ts';

export interface StringLookupOptions extends LookupOptions<string> {
  /** What unknown indices become with `invert`. @defaultValue `'[UNK]'` */
  readonly oovToken?: string | null;
  /** Encoding of texts in files. @defaultValue `'utf-8'` */
  readonly encoding?: 'utf-8';
}

const texts: TokenKind<string> = {
  noun: 'a text',
  example: "'a'",
  isToken: (value): value is string => typeof value === 'string',
  compare: compareTexts,
  read: (data) => stringsFrom('StringLookup', data),
  parse: (line) => line,
};

/**
 * Turns texts into the indices that they have in a vocabulary: `y = index of x`, or with `invert` the way back.
 *
 * The vocabulary is learnt from data by `adapt`, or given as an option. Index 0 is that of unknown texts; with `maskToken`,
 * index 0 is that of the mask and index 1 that of unknown texts. Texts lie in ordinary memory, so the layer works there.
 *
 * @shape input `[batch, ...]`, texts (indices with `invert`)
 * @shape output as the input in `outputMode` 'int'; else as of `CategoryEncoding`
 * @throws {@link ArgumentError} an option is out of its domain, or the vocabulary has a text twice.
 * @throws {@link StateError} it is used before it has a vocabulary.
 * @throws {@link DataError} a text is unknown, with `numOovIndices` 0.
 * @source Defaults as Keras 3 `StringLookup`.
 * @example
 * const layer = new StringLookup({ vocabulary: ['a', 'b'] });
 * layer.apply([['a', 'x', 'b']]).arraySync() // => [[1, 0, 2]]
 */
export class StringLookup extends IndexLookup<string, StringLookupOptions> {
  readonly className: string = 'StringLookup';
  /** It reads texts, which no program takes in. */
  override get runsOnHost(): boolean {
    return true;
  }

  /** @param where - Whose options they are, for messages. @internal */
  constructor(options: StringLookupOptions = {}, where = 'StringLookup') {
    super(where, options, { ...lookupDefaults, oovToken: '[UNK]', encoding: 'utf-8' }, texts);
    requireOneOf(where, 'encoding', this.config.encoding, ['utf-8']);
  }

  override outputTypes(): readonly SymbolicDataType[] {
    return this.config.invert ? ['string'] : super.outputTypes();
  }

  protected indicesOf(x: TokenSource): Tensor {
    const { data, shape } = stringsFrom('StringLookup', x);
    return tensor(new NdArray(this.indicesOnHost(data), shape));
  }

  protected tokensAt(x: TokenSource): Tensor {
    const vocabulary = this.getVocabulary();
    const unknown = this.config.oovToken ?? '';
    const tokens = Array.from(arrayOf(x).data, (index) => vocabulary[Math.trunc(index)] ?? unknown);
    return tensor(new StringArray(tokens, x.shape));
  }

  protected override rowsOf(x: TokenSource, mode: CategoryMode, depth: number): Tensor {
    const { data, shape } = stringsFrom('StringLookup', x);
    return encodeCategoriesOnHost(this.indicesOnHost(data), shape, mode, depth);
  }
}
