import { type Resolved, requireOneOf } from '@myelin/core';
import { type Matrix, newMatrix } from '../input/matrix.ts';
import { requireFinite } from '../input/require-finite.ts';
import type { Tabular } from '../input/tabular.ts';
import { FittedTransformer } from '../transformer/fitted-transformer.ts';
import { type Lesson, Transformer } from '../transformer/transformer.ts';

/** How long a row is: `Σ |x|`, `√Σ x²` or `max |x|`. */
export type NormName = 'l1' | 'l2' | 'max';

export interface NormalizerOptions {
  /** @defaultValue `'l2'` */
  readonly norm?: NormName;
}

/**
 * Divides each row by its length, so that it has length 1; a row of zeros stays one. It learns nothing from other rows.
 *
 * @throws {@link ArgumentError} `norm` is none of the names.
 * @throws {@link DataError} a column holds texts, or numbers that are missing or infinite.
 * @source scikit-learn `Normalizer`
 * @example
 * new Normalizer().fitTransform([[3, 4]]).toArray() // => [[0.6, 0.8]]
 */
export class Normalizer extends Transformer<NormalizerOptions, FittedNormalizer> {
  readonly className = 'Normalizer';

  constructor(options: NormalizerOptions = {}) {
    super('Normalizer', options, { norm: 'l2' });
    requireOneOf('Normalizer', 'norm', this.config.norm, ['l1', 'l2', 'max']);
  }

  /** @internal */
  learn({ x, isNamed }: Lesson): FittedNormalizer {
    requireFinite('Normalizer.fit', x);
    return new FittedNormalizer({
      config: this.config,
      featureNamesIn: x.names,
      isNamed,
      state: {},
    });
  }
}

export class FittedNormalizer extends FittedTransformer {
  readonly className = 'Normalizer';
  declare readonly config: Resolved<NormalizerOptions>;

  protected namesOut(names: readonly string[]): readonly string[] {
    return names;
  }

  protected compute(x: Tabular): Matrix {
    requireFinite('Normalizer.transform', x);
    const { rows, columns, data } = x.matrix;
    const lengthOf = lengths[this.config.norm];
    const made = newMatrix(rows, columns);
    for (let row = 0; row < rows; row++) {
      const begin = row * columns;
      const end = begin + columns;
      const length = lengthOf(data, begin, end);
      const by = length < 10 * Number.EPSILON ? 1 : length;
      for (let at = begin; at < end; at++) made.data[at] = (data[at] as number) / by;
    }
    return made;
  }
}

type Length = (data: Float64Array, begin: number, end: number) => number;

const lengths: Readonly<Record<NormName, Length>> = {
  l1(data, begin, end) {
    let sum = 0;
    for (let at = begin; at < end; at++) sum += Math.abs(data[at] as number);
    return sum;
  },
  l2(data, begin, end) {
    let sum = 0;
    for (let at = begin; at < end; at++) sum += (data[at] as number) ** 2;
    return Math.sqrt(sum);
  },
  max(data, begin, end) {
    let max = 0;
    for (let at = begin; at < end; at++) {
      const size = Math.abs(data[at] as number);
      if (size > max) max = size;
    }
    return max;
  },
};
