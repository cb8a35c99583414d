import { type Resolved, requireNumber } from '@myelin/core';
import { type Matrix, newMatrix } from '../input/matrix.ts';
import { requireFinite } from '../input/require-finite.ts';
import type { Tabular } from '../input/tabular.ts';
import { FittedTransformer } from '../transformer/fitted-transformer.ts';
import { type Lesson, Transformer } from '../transformer/transformer.ts';

export interface BinarizerOptions {
  /** @defaultValue `0` */
  readonly threshold?: number;
}

/**
 * 1 for numbers above a threshold, else 0. It learns nothing from the rows.
 *
 * @throws {@link DataError} a column holds texts, or numbers that are missing or infinite.
 * @source scikit-learn `Binarizer`
 * @example
 * new Binarizer({ threshold: 1 }).fitTransform([[0.5, 1, 2]]).toArray() // => [[0, 0, 1]]
 */
export class Binarizer extends Transformer<BinarizerOptions, FittedBinarizer> {
  readonly className = 'Binarizer';

  constructor(options: BinarizerOptions = {}) {
    super('Binarizer', options, { threshold: 0 });
    requireNumber('Binarizer', 'threshold', this.config.threshold);
  }

  /** @internal */
  learn({ x, isNamed }: Lesson): FittedBinarizer {
    requireFinite('Binarizer.fit', x);
    return new FittedBinarizer({
      config: this.config,
      featureNamesIn: x.names,
      isNamed,
      state: {},
    });
  }
}

export class FittedBinarizer extends FittedTransformer {
  readonly className = 'Binarizer';
  declare readonly config: Resolved<BinarizerOptions>;

  protected namesOut(names: readonly string[]): readonly string[] {
    return names;
  }

  protected compute(x: Tabular): Matrix {
    requireFinite('Binarizer.transform', x);
    const { rows, columns, data } = x.matrix;
    const { threshold } = this.config;
    const made = newMatrix(rows, columns);
    for (let at = 0; at < data.length; at++) {
      made.data[at] = (data[at] as number) > threshold ? 1 : 0;
    }
    return made;
  }
}
