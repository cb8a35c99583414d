import { DataError, type Resolved } from '@myelin/core';
import type { Cell, Column, Table } from '@myelin/table';
import type { GenericSchema } from 'valibot';
import { type Matrix, newMatrix } from '../input/matrix.ts';
import type { Tabular } from '../input/tabular.ts';
import type { TabularInput } from '../input/tabular-input.ts';
import type { Learned } from '../transformer/fitted-transformer.ts';
import { InvertibleTransformer } from '../transformer/invertible.ts';
import { ColumnCodes, infrequentCategories } from './column-codes.ts';
import { decodedColumn } from './decoded-column.ts';
import { unknownCategories } from './given-categories.ts';
import type { LearnedCategories } from './learn-categories.ts';
import { learnedCategories } from './learned-categories-schema.ts';
import type { OrdinalEncoderOptions } from './ordinal-encoder.ts';
import { requireFiniteColumns } from './require-finite-columns.ts';

export class FittedOrdinalEncoder extends InvertibleTransformer<LearnedCategories> {
  readonly className = 'OrdinalEncoder';
  declare readonly config: Resolved<OrdinalEncoderOptions>;
  readonly #columns: readonly ColumnCodes[];

  constructor(learned: Learned<LearnedCategories>) {
    super(learned);
    this.#columns = this.state.categories.map(
      (list, at) =>
        new ColumnCodes(list, this.state.infrequent[at] ?? null, Number(list.at(-1) === null)),
    );
  }

  /** Categories of each column in the order of their codes; null, for what is missing, comes last. */
  get categories(): readonly (readonly Cell[])[] {
    return this.state.categories;
  }

  /** The infrequent categories of each column; null for a column that has none. */
  get infrequentCategories(): readonly (readonly Cell[] | null)[] {
    return infrequentCategories(this.state);
  }

  protected namesOut(names: readonly string[]): readonly string[] {
    return names;
  }

  protected compute(x: Tabular): Matrix {
    const where = 'OrdinalEncoder.transform';
    const { unknownValue, encodedMissingValue } = this.config;
    requireFiniteColumns(where, x);
    const made = newMatrix(x.rows, x.width);
    for (const [at, column] of x.columns.entries()) {
      const { index, codes, categories } = this.#columns[at] as ColumnCodes;
      const places = index.places(column);
      if (unknownValue === null && places.includes(-1)) {
        throw unknownCategories(
          where,
          column,
          places,
          "fit with them, or give them a code with { handleUnknown: 'use_encoded_value', unknownValue: -1 }",
        );
      }
      const values = new Float64Array(categories.length).fill(encodedMissingValue);
      values.set(codes);
      writeColumn(made, at, places, values, unknownValue ?? 0);
    }
    return made;
  }

  /**
   * The categories that codes stand for: null for `unknownValue` and what is missing, `'infrequent_sklearn'` for all that is
   * infrequent.
   *
   * @throws {@link DataError} a number is no code.
   */
  inverseTransform(z: TabularInput): Table {
    return this.unapply(this.readTransformed(z)).toTable();
  }

  protected invert(z: Tabular): Column[] {
    const { unknownValue, encodedMissingValue } = this.config;
    return z.columns.map((column, at) => {
      const { meanings, categories } = this.#columns[at] as ColumnCodes;
      const hasMissing = categories.at(-1) === null;
      const { numbers } = column;
      const { length } = meanings;
      const places = new Int32Array(numbers.length);
      for (let row = 0; row < places.length; row++) {
        const code = numbers[row] as number;
        if (code >= 0 && code < length && Number.isInteger(code)) places[row] = code;
        else if (isSame(code, unknownValue)) places[row] = -1;
        else if (hasMissing && isSame(code, encodedMissingValue)) places[row] = -1;
        else {
          throw new DataError({
            where: 'OrdinalEncoder.inverseTransform',
            problem: `column \`${this.featureNamesIn[at]}\` must hold codes from 0 to ${length - 1}, received ${code} in row ${row}`,
            fix: 'pass what transform gave',
          });
        }
      }
      return decodedColumn(column.name, meanings, places);
    });
  }
}

/** What a saved one has learned. */
export const ordinalEncoderState = (columns: number): GenericSchema<unknown, LearnedCategories> =>
  learnedCategories(columns);

function writeColumn(
  { data, rows, columns }: Matrix,
  at: number,
  places: Int32Array,
  values: Float64Array,
  unknown: number,
): void {
  for (let row = 0, to = at; row < rows; row++, to += columns) {
    const place = places[row] as number;
    data[to] = place < 0 ? unknown : (values[place] as number);
  }
}

const isSame = (code: number, value: number | null): boolean =>
  code === value || (Number.isNaN(code) && Number.isNaN(value));
