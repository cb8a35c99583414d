import { ArgumentError, DataError, describe, type Resolved, requireOneOf } from '@myelin/core';
import type { Cell, Column, Table } from '@myelin/table';
import { type Matrix, newMatrix } from '../input/matrix.ts';
import { requireNoInfiniteCells } from '../input/require-no-infinite-cells.ts';
import type { Tabular } from '../input/tabular.ts';
import type { TabularInput } from '../input/tabular-input.ts';
import type { Learned } from '../transformer/fitted-transformer.ts';
import { InvertibleTransformer } from '../transformer/invertible-transformer.ts';
import { type Lesson, Transformer } from '../transformer/transformer.ts';
import { ColumnCodes, infrequentCategories } from './column-codes.ts';
import { decodedColumn } from './decoded-column.ts';
import { type GivenCategories, requireCategories, unknownCategories } from './given-categories.ts';
import { requireFrequencyLimits } from './infrequent-places.ts';
import { type LearnedCategories, learnCategories } from './learn-categories.ts';

export interface OrdinalEncoderOptions {
  /** Categories of each column in the order of their codes; those of numbers must rise. @defaultValue `'auto'`, sorted */
  readonly categories?: GivenCategories;
  /** What happens to a category that `fit` did not see. @defaultValue `'error'` */
  readonly handleUnknown?: 'error' | 'use_encoded_value';
  /** The code of such categories: a whole number, or NaN. @defaultValue `null`: required with `'use_encoded_value'` */
  readonly unknownValue?: number | null;
  /** The code of what is missing: a whole number, or NaN. @defaultValue `NaN` */
  readonly encodedMissingValue?: number;
  /** Rows, or fraction of the rows in (0, 1), below which a category is infrequent. @defaultValue `null`: none is */
  readonly minFrequency?: number | null;
  /** Most codes of a column, that of the infrequent categories among them, missing not. @defaultValue `null`: no limit */
  readonly maxCategories?: number | null;
}

/**
 * Categories of each column as whole numbers: `code = place among the sorted categories`.
 *
 * Missing cells get `encodedMissingValue`. Infrequent categories share the code after the frequent ones.
 *
 * @throws {@link ArgumentError} `unknownValue` or `encodedMissingValue` is the code of a category.
 * @throws {@link DataError} a column holds texts and numbers side by side, or a category that is not known.
 * @source scikit-learn `OrdinalEncoder`, which keeps None and NaN apart; both are missing here. Where missing and infrequent
 * categories meet, `inverseTransform` is right, which its is not; codes that stand for nothing are refused.
 * @example
 * const encoder = new OrdinalEncoder().fit([['low'], ['high']]);
 * encoder.categories // => [['high', 'low']]
 * encoder.transform([['low']]).toArray() // => [[1]]
 */
export class OrdinalEncoder extends Transformer<OrdinalEncoderOptions, FittedOrdinalEncoder> {
  readonly className = 'OrdinalEncoder';

  constructor(options: OrdinalEncoderOptions = {}) {
    super('OrdinalEncoder', options, {
      categories: 'auto',
      handleUnknown: 'error',
      unknownValue: null,
      encodedMissingValue: Number.NaN,
      minFrequency: null,
      maxCategories: null,
    });
    const { categories, handleUnknown, unknownValue, encodedMissingValue } = this.config;
    requireCategories('OrdinalEncoder', categories);
    requireOneOf('OrdinalEncoder', 'handleUnknown', handleUnknown, ['error', 'use_encoded_value']);
    requireCode('encodedMissingValue', encodedMissingValue);
    if (handleUnknown === 'use_encoded_value') requireCode('unknownValue', unknownValue);
    else if (unknownValue !== null) {
      throw new ArgumentError({
        where: 'OrdinalEncoder',
        problem: `\`unknownValue\` needs \`handleUnknown\` 'use_encoded_value', received ${describe(unknownValue)} without it`,
        fix: `pass { handleUnknown: 'use_encoded_value', unknownValue: ${describe(unknownValue)} }`,
      });
    }
    requireFrequencyLimits('OrdinalEncoder', this.config);
  }

  /** @internal */
  learn({ x, isNamed }: Lesson): FittedOrdinalEncoder {
    const { categories, handleUnknown, minFrequency, maxCategories } = this.config;
    const state = learnCategories('OrdinalEncoder.fit', x, {
      given: categories,
      refusesUnknown: handleUnknown === 'error',
      sparesMissing: true,
      minFrequency,
      maxCategories,
    });
    for (const [at, column] of x.columns.entries()) {
      const list = state.categories[at] as readonly Cell[];
      const hasMissing = list.at(-1) === null;
      const codes = list.length - (state.infrequent[at]?.length ?? 0) - Number(hasMissing);
      this.#requireFree('unknownValue', codes, column);
      if (hasMissing) this.#requireFree('encodedMissingValue', codes, column);
    }
    return new FittedOrdinalEncoder({
      config: this.config,
      featureNamesIn: x.names,
      isNamed,
      state,
    });
  }

  #requireFree(option: 'unknownValue' | 'encodedMissingValue', codes: number, column: Column) {
    const value = this.config[option];
    if (value === null || !(value >= 0 && value < codes)) return;
    throw new ArgumentError({
      where: 'OrdinalEncoder.fit',
      problem: `\`${option}\` must not be the code of a category, received ${value}, which column \`${column.name}\` uses`,
      fix: `pass { ${option}: -1 }`,
    });
  }
}

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
    requireNoInfiniteCells(where, x);
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
    return this.invertedTable(z);
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

function requireCode(option: string, value: unknown): void {
  if (Number.isNaN(value) || Number.isSafeInteger(value)) return;
  throw new ArgumentError({
    where: 'OrdinalEncoder',
    problem: `\`${option}\` must be a whole number or NaN, received ${describe(value)}`,
    fix: `pass for example { ${option}: -1 }`,
  });
}
