import type {
  CallArguments,
  JsonRecord,
  LayerOptions,
  OptionDefaults,
  OwnOptions,
  Serializable,
  Shape,
  SymbolicDataType,
  Tensor,
} from '@myelin/core';
import {
  ArgumentError,
  describe,
  NdArray,
  required,
  requireOneOf,
  requireRank,
  requireWholeNumber,
  stringsOf,
  tensor,
  WeightlessLayer,
} from '@myelin/core';
import type { CategoryMode } from '../categories/encode-categories.ts';
import { encodeCategoriesOnHost, encodedShape } from '../categories/encode-categories.ts';
import { requireDense } from '../categories/require-dense.ts';
import { hashBucket } from '../hash/hash-bucket.ts';
import type { SipKey } from '../hash/sip-hash64.ts';
import { saltAsKey } from '../lookup/lookup-options.ts';
import { kerasDtype, withoutDtype } from './keras-dtype.ts';

export interface HashingOptions extends LayerOptions {
  /** Number of bins, that of the mask included. Whole number, at least 1. */
  readonly numBins: number;
  /** Value that has bin 0 to itself. @defaultValue `null` */
  readonly maskValue?: string | number | null;
  /** Key of SipHash64, in place of FarmHash64: one number or two. @defaultValue `null` */
  readonly salt?: number | readonly [number, number] | null;
  /** Numbers of bins, or rows of the bins of each element or sample. @defaultValue `'int'` */
  readonly outputMode?: 'int' | CategoryMode;
  /** Sparse results, which are not supported. @defaultValue `false` */
  readonly sparse?: boolean;
}

const defaults: OptionDefaults<OwnOptions<HashingOptions>> = {
  numBins: required,
  maskValue: null,
  salt: null,
  outputMode: 'int',
  sparse: false,
};

/**
 * Puts texts or whole numbers into bins by their hash: `y = hash(x) mod numBins`, the same for all time.
 *
 * Hashes are FarmHash64 of the text, with `salt` SipHash64. Their 64-bit arithmetic is done in ordinary memory: no program
 * takes the layer in.
 *
 * @shape input `[batch, ...]`, texts or whole numbers
 * @shape output as the input, int32, in `outputMode` 'int'; else as of `CategoryEncoding`
 * @throws {@link ArgumentError} an option is out of its domain.
 * @source Defaults as Keras 3 `Hashing`; hashes as TensorFlow's.
 * @example
 * new Hashing({ numBins: 3 }).apply([['A'], ['B'], ['C']]).arraySync() // => [[1], [0], [1]]
 */
export class Hashing extends WeightlessLayer<HashingOptions> {
  readonly className: string = 'Hashing';
  protected override readonly callArguments: CallArguments<object> = {};
  /** It reads texts, and computes with 64 bits. */
  override get runsOnHost(): boolean {
    return true;
  }
  readonly #salt: SipKey | null;

  constructor(options: HashingOptions) {
    super('Hashing', withSaltAsKey(options), defaults, dtypesOf(options));
    const { numBins, maskValue, outputMode, sparse } = this.config;
    requireWholeNumber('Hashing', 'numBins', numBins, { min: 1 });
    requireMaskValue(maskValue);
    requireOneOf('Hashing', 'outputMode', outputMode, ['int', 'one_hot', 'multi_hot', 'count']);
    requireDense('Hashing', 'sparse', sparse);
    this.#salt = saltAsKey('Hashing', this.config.salt);
  }

  outputShape(input: Shape): Shape {
    requireRank('Hashing', input, {});
    const { outputMode, numBins } = this.config;
    return outputMode === 'int' ? input : encodedShape(input, outputMode, numBins);
  }

  override outputTypes(): readonly SymbolicDataType[] {
    return [this.config.outputMode === 'int' ? 'int32' : 'float32'];
  }

  toKeras(usual: () => JsonRecord): JsonRecord {
    return {
      ...usual(),
      dtype: kerasDtype(this.config.outputMode === 'int' ? 'int64' : 'float32'),
    };
  }

  static fromKeras<Made extends Serializable>(
    config: JsonRecord,
    usual: (config: JsonRecord) => Made,
  ): Made {
    return usual(withoutDtype(config));
  }

  /** As in Keras, a mask ends here. */
  protected override computeMask(): undefined {
    return undefined;
  }

  protected call(x: Tensor): Tensor {
    const { outputMode, numBins } = this.config;
    const bins = Int32Array.from(valuesOf(x), (value) => this.#bin(value));
    if (outputMode === 'int') return tensor(new NdArray(bins, x.shape));
    return encodeCategoriesOnHost(bins, x.shape, outputMode, numBins);
  }

  protected override get castsInput(): boolean {
    return false;
  }

  #bin(value: string | number | boolean): number {
    const { numBins, maskValue } = this.config;
    const text = typeof value === 'number' ? String(Math.trunc(value)) : String(value);
    // A mask needs a bin beside its own.
    if (maskValue === null || numBins === 1) return hashBucket(text, numBins, this.#salt);
    return value === maskValue ? 0 : hashBucket(text, numBins - 1, this.#salt) + 1;
  }
}

/** The elements as they are hashed. */
function valuesOf(x: Tensor): ArrayLike<string | number | boolean> {
  if (x.dtype === 'string') return stringsOf(x).data;
  const numbers = x.dataSync();
  return x.dtype === 'bool' ? Array.from(numbers, Boolean) : numbers;
}

function withSaltAsKey(options: HashingOptions): HashingOptions {
  const salt = options?.salt;
  return salt === undefined ? options : { ...options, salt: saltAsKey('Hashing', salt) };
}

function dtypesOf(options: HashingOptions): readonly SymbolicDataType[] {
  return [(options?.outputMode ?? 'int') === 'int' ? 'int32' : 'float32'];
}

function requireMaskValue(value: unknown): void {
  if (value === null || typeof value === 'string' || Number.isSafeInteger(value)) return;
  throw new ArgumentError({
    where: 'Hashing',
    problem: `\`maskValue\` must be a text, a whole number or null, received ${describe(value)}`,
    fix: "pass for example { maskValue: '' }",
  });
}
