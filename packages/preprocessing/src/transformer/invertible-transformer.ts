import type { NdArray } from '@myelin/core';
import type { Column, Table } from '@myelin/table';
import type { Matrix } from '../input/matrix.ts';
import { requireWidth } from '../input/require-width.ts';
import { Tabular } from '../input/tabular.ts';
import { readTabular, type TabularInput } from '../input/tabular-input.ts';
import { FittedTransformer } from './fitted-transformer.ts';

/** A fitted transformer that can be undone. */
export abstract class InvertibleTransformer<
  State extends object = object,
> extends FittedTransformer<State> {
  /** The rows as they were before {@link compute}, with a column for each of `featureNamesIn`. */
  protected abstract invert(y: Tabular): Matrix | readonly Column[];

  /** What `transform` gives, turned back: numbers as an array, categories as a table. */
  abstract inverseTransform(y: TabularInput): NdArray | Table;

  /** What `transform` gives, turned back, on columns that are in their places. @internal */
  unapply(y: Tabular): Tabular {
    const made = this.invert(y);
    if ('data' in made) return Tabular.ofMatrix(made, this.featureNamesIn);
    return Tabular.ofColumns(made, y.rows).renamed(this.featureNamesIn);
  }

  /** What `inverseTransform` gives where it is numbers. */
  protected invertedArray(given: TabularInput): NdArray {
    const made = this.unapply(this.#readTransformed(given));
    return made.toNdArray(`${this.className}.inverseTransform`, 'inverseTransformTable');
  }

  /** What it gives where it is categories. */
  protected invertedTable(given: TabularInput): Table {
    return this.unapply(this.#readTransformed(given)).toTable();
  }

  /** What was given to `inverseTransform`, with as many columns as come out of `transform`. */
  #readTransformed(given: TabularInput): Tabular {
    const where = `${this.className}.inverseTransform`;
    const { tabular } = readTabular(where, given);
    requireWidth(where, tabular, this.featureNamesOut());
    return tabular;
  }
}
