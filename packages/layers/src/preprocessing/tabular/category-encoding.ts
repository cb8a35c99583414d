import type {
  CallArguments,
  JsonRecord,
  LayerOptions,
  OptionDefaults,
  OwnOptions,
  Pass,
  Shape,
  Tensor,
  TensorLike,
  WeightRecord,
  WeightValues,
} from '@myelin/core';
import {
  ArgumentError,
  cast,
  describe,
  Layer,
  requireOneOf,
  requireRank,
  requireWholeNumber,
} from '@myelin/core';
import type { CategoryMode } from '../categories/encode-categories.ts';
import { encodeCategories, encodedShape } from '../categories/encode-categories.ts';
import { requireDense } from '../categories/require-dense.ts';
import { presentMode } from '../lookup/lookup-options.ts';

export interface CategoryEncodingOptions extends LayerOptions {
  /** Number of categories: the largest one plus 1. Whole number, at least 1. */
  readonly numTokens: number;
  /** @defaultValue `'multi_hot'` */
  readonly outputMode?: CategoryMode | 'binary';
  /** Sparse results, which are not supported. @defaultValue `false` */
  readonly sparse?: boolean;
}

/** Arguments of a call beside the input. */
export interface CategoryEncodingCall {
  /** What each element counts, in `outputMode` 'count'; of the shape of the input. */
  readonly countWeights?: TensorLike;
}

const defaults: OptionDefaults<OwnOptions<CategoryEncodingOptions>> = {
  numTokens: 0,
  outputMode: 'multi_hot',
  sparse: false,
};

/**
 * Turns categories, which are whole numbers, into rows of zeros and ones, or of counts.
 *
 * Numbers outside of [0, `numTokens`) leave no trace.
 *
 * @shape input `[batch, length]`, whole numbers from 0 to `numTokens - 1`
 * @shape output `[batch, numTokens]`; `[batch, length, numTokens]` in `outputMode` 'one_hot' for a `length` above 1
 * @throws {@link ArgumentError} an option is out of its domain, or weights are given in another mode than 'count'.
 * @source Defaults as Keras 3 `CategoryEncoding`.
 * @example
 * new CategoryEncoding({ numTokens: 4, outputMode: 'count' }).apply([[0, 2, 2]]).arraySync() // => [[1, 0, 2, 0]]
 */
export class CategoryEncoding extends Layer<
  CategoryEncodingOptions,
  WeightRecord,
  Tensor,
  Tensor,
  CategoryEncodingCall
> {
  readonly className: string = 'CategoryEncoding';
  protected override readonly callArguments: CallArguments<CategoryEncodingCall> = {
    countWeights: 'tensor',
  };
  readonly #mode: CategoryMode;

  constructor(options: CategoryEncodingOptions) {
    const given = options?.outputMode;
    const mode = presentMode(given) as CategoryMode | undefined;
    super(
      'CategoryEncoding',
      mode === given ? options : ({ ...options, outputMode: mode } as CategoryEncodingOptions),
      defaults,
    );
    const { numTokens, outputMode, sparse } = this.config;
    const modes = ['count', 'one_hot', 'multi_hot'] as const;
    this.#mode = requireOneOf('CategoryEncoding', 'outputMode', outputMode, modes);
    requireNumTokens(options, outputMode);
    requireWholeNumber('CategoryEncoding', 'numTokens', numTokens, { min: 1 });
    requireDense('CategoryEncoding', 'sparse', sparse);
  }

  outputShape(input: Shape): Shape {
    requireRank('CategoryEncoding', input, {});
    return encodedShape(input, this.#mode, this.config.numTokens);
  }

  /** Keras does not say of this class whether rows are sparse. */
  toKeras(usual: () => JsonRecord): JsonRecord {
    const { sparse: _, ...config } = usual();
    return config;
  }

  protected build(): WeightRecord {
    return {};
  }

  /** As in Keras, a mask ends here. */
  protected override computeMask(): undefined {
    return undefined;
  }

  protected call(
    x: Tensor,
    _weights: WeightValues<WeightRecord>,
    _pass: Pass,
    { countWeights }: CategoryEncodingCall,
  ): Tensor {
    if (countWeights !== undefined && this.#mode !== 'count') {
      throw new ArgumentError({
        where: this.name,
        problem: `\`countWeights\` goes with \`outputMode\` 'count' only, received them in '${this.#mode}'`,
        fix: "leave them out, or pass { outputMode: 'count' }",
      });
    }
    const indices = x.dtype === 'int32' ? x : cast(x, 'int32');
    return encodeCategories(indices, this.#mode, this.config.numTokens, countWeights);
  }

  protected override get castsInput(): boolean {
    return false;
  }

  protected override acceptsShape(): boolean {
    return true;
  }
}

function requireNumTokens(options: CategoryEncodingOptions, mode: string): void {
  if (typeof options.numTokens === 'number') return;
  throw new ArgumentError({
    where: 'CategoryEncoding',
    problem: `\`numTokens\` must be given for \`outputMode\` '${mode}', received ${describe(options.numTokens)}`,
    fix: 'pass the number of categories, or use IntegerLookup where it is not known',
  });
}
