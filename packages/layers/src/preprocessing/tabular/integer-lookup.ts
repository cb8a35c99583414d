import type { Tensor, TensorLike } from '@myelin/core';
import {
  ArgumentError,
  add,
  cast,
  DtypeError,
  describe,
  equal,
  gather,
  greaterEqual,
  holdsStrings,
  isTensor,
  less,
  logicalAnd,
  mod,
  NdArray,
  requireOneOf,
  scalar,
  tensor,
  where,
} from '@myelin/core';
import { arrayOf } from '../array-of.ts';
import type { TokenSource } from '../lookup/index-lookup.ts';
import { IndexLookup } from '../lookup/index-lookup.ts';
import type { LookupOptions } from '../lookup/lookup-options.ts';
import { lookupDefaults } from '../lookup/lookup-options.ts';
import type { TokenKind } from '../lookup/token-kind.ts';
import { valuesByKey } from '../lookup/values-by-key.ts';

export interface IntegerLookupOptions extends LookupOptions<number> {
  /** What unknown indices become with `invert`. @defaultValue `-1` */
  readonly oovToken?: number | null;
  /** @defaultValue `'int64'`, which Keras's files say; numbers have 32 bits */
  readonly vocabularyDtype?: 'int64';
}

const integers: TokenKind<number> = {
  noun: 'a whole number that 32 bits hold',
  example: '1',
  isToken: (value): value is number => typeof value === 'number' && value === (value | 0),
  compare: (a, b) => a - b,
  read(data) {
    const { data: numbers, shape } = arrayOf(requireNumeric(data));
    return { data: Int32Array.from(numbers), shape };
  },
  parse: Number,
};

/**
 * Turns whole numbers into the indices that they have in a vocabulary: `y = index of x`, or with `invert` the way back.
 *
 * The vocabulary is learnt from data by `adapt`, or given as an option. Index 0 is that of unknown numbers; with `maskToken`,
 * index 0 is that of the mask and index 1 that of unknown numbers.
 *
 * With `numOovIndices` 0 unknown numbers get index -1 and leave no trace in rows, where Keras reports an error: that would
 * mean to wait for their values.
 *
 * @shape input `[batch, ...]`, whole numbers
 * @shape output as the input in `outputMode` 'int'; else as of `CategoryEncoding`
 * @throws {@link ArgumentError} an option is out of its domain, or the vocabulary has a number twice.
 * @throws {@link StateError} it is used before it has a vocabulary.
 * @source Defaults as Keras 3 `IntegerLookup`.
 * @example
 * const layer = new IntegerLookup({ vocabulary: [12, 36] });
 * layer.apply([[36, 5, 12]]).arraySync() // => [[2, 0, 1]]
 */
export class IntegerLookup extends IndexLookup<number, IntegerLookupOptions> {
  readonly className: string = 'IntegerLookup';

  constructor(options: IntegerLookupOptions = {}) {
    super(
      'IntegerLookup',
      options,
      { ...lookupDefaults, oovToken: -1, vocabularyDtype: 'int64' },
      integers,
    );
    const { vocabularyDtype, oovMethod, salt } = this.config;
    requireOneOf('IntegerLookup', 'vocabularyDtype', vocabularyDtype, ['int64']);
    if (salt === null || oovMethod === 'farmhash') return;
    throw new ArgumentError({
      where: 'IntegerLookup',
      problem: `\`salt\` goes with \`oovMethod\` 'farmhash' only, received ${describe(salt)} and "${oovMethod}"`,
      fix: "leave `salt` out, or pass { oovMethod: 'farmhash' }",
    });
  }

  /** It hashes, if unknown numbers are to be spread by hash: that takes 64-bit arithmetic, which no program has. */
  override get runsOnHost(): boolean {
    const { oovMethod, numOovIndices, invert } = this.config;
    return oovMethod === 'farmhash' && numOovIndices > 1 && !invert;
  }

  protected indicesOf(x: TokenSource): Tensor {
    const { maskToken, outputMode, numOovIndices } = this.lookup;
    const tokens = this.#whole(x);
    if (this.runsOnHost) {
      const indices = this.indicesOnHost(tokens.dataSync());
      return tensor(new NdArray(indices, x.shape));
    }
    const { oovStart, tokenStart } = this.numbering;
    const places = [...this.vocabulary.places];
    const known = valuesByKey(tokens, new Map(places.map(([key, i]) => [key, tokenStart + i])));
    const start = scalar(oovStart, 'int32');
    const unknown =
      numOovIndices > 1 ? add(mod(tokens, scalar(numOovIndices, 'int32')), start) : start;
    const indices =
      numOovIndices === 0 ? known : where(less(known, scalar(0, 'int32')), unknown, known);
    if (maskToken === null) return indices;
    const masked = scalar(outputMode === 'int' ? 0 : -1, 'int32');
    return where(equal(tokens, scalar(maskToken, 'int32')), masked, indices);
  }

  protected tokensAt(x: TokenSource): Tensor {
    const unknown = this.config.oovToken ?? -1;
    const tokens = Int32Array.from(this.getVocabulary(), (token) => token ?? unknown);
    const indices = this.#whole(x);
    const zero = scalar(0, 'int32');
    const size = scalar(tokens.length, 'int32');
    const exists = logicalAnd(greaterEqual(indices, zero), less(indices, size));
    const found = gather(tensor(tokens), where(exists, indices, zero));
    return where(exists, found, scalar(unknown, 'int32'));
  }

  #whole(x: TokenSource): Tensor {
    const numbers = tensor(requireNumeric(x));
    return numbers.dtype === 'int32' ? numbers : cast(numbers, 'int32');
  }
}

function requireNumeric(data: TensorLike): TensorLike {
  if (!holdsStrings(data) && !(isTensor(data) && data.dtype === 'string')) return data;
  throw new DtypeError({
    where: 'IntegerLookup',
    problem: 'the input must be whole numbers, received texts',
    fix: 'use StringLookup for texts',
  });
}
