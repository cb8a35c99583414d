import { ArgumentError, describe, type Resolved, requireOneOf } from '@myelin/core';
import type { Cell, Column, Table } from '@myelin/table';
import type { Matrix } from '../input/matrix.ts';
import { requireNoInfiniteCells } from '../input/require-no-infinite-cells.ts';
import type { Tabular } from '../input/tabular.ts';
import type { TabularInput } from '../input/tabular-input.ts';
import type { Learned } from '../transformer/fitted-transformer.ts';
import { InvertibleTransformer } from '../transformer/invertible-transformer.ts';
import { type Lesson, Transformer } from '../transformer/transformer.ts';
import { categoryTexts } from './category-text.ts';
import { infrequentCategories } from './column-codes.ts';
import { type DroppedCategories, droppedCodes, requireDrop } from './dropped-codes.ts';
import { type GivenCategories, requireCategories } from './given-categories.ts';
import { requireFrequencyLimits } from './infrequent-places.ts';
import { learnCategories } from './learn-categories.ts';
import { fromOneHot, type HotColumn, hotColumns, type OneHotState, toOneHot } from './one-hot.ts';

export interface OneHotEncoderOptions {
  /** Categories of each column in the order of the columns that come out; those of numbers must rise. @defaultValue `'auto'`, sorted */
  readonly categories?: GivenCategories;
  /** The category of each column that gets no column of its own. @defaultValue `null` */
  readonly drop?: DroppedCategories;
  /**
   * What becomes of a category that `fit` did not see: an error, zeros only, or the column of the infrequent ones where there is
   * one. `'warn'` is `'infrequent_if_exist'`.
   *
   * @defaultValue `'error'`
   */
  readonly handleUnknown?: 'error' | 'ignore' | 'infrequent_if_exist' | 'warn';
  /** Rows, or fraction of the rows in (0, 1), below which a category is infrequent. @defaultValue `null`: none is */
  readonly minFrequency?: number | null;
  /** Most columns that come out for each, that of the infrequent categories among them. @defaultValue `null`: no limit */
  readonly maxCategories?: number | null;
  /** Makes the names of the columns that come out; one with a function cannot be saved. @defaultValue `'concat'`: `column_category` */
  readonly featureNameCombiner?: 'concat' | ((feature: string, category: Cell) => string);
}

/**
 * A column of 0 and 1 for each category of each column.
 *
 * What is missing is a category of its own. All infrequent categories share the last column of theirs.
 *
 * @throws {@link DataError} a column holds texts and numbers side by side, or a category that is not known.
 * @throws {@link ArgumentError} `categories` or `drop` do not fit the columns.
 * @source scikit-learn `OneHotEncoder`, with dense output and without warnings. Whole numbers are named `x_3` where none is
 * missing, also those that NumPy would hold as doubles and name `x_3.0`. Where infrequent and dropped categories meet unknown
 * ones, `inverseTransform` gives the one that was dropped.
 * @example
 * const encoder = new OneHotEncoder().fit([['red'], ['blue']]);
 * encoder.featureNamesOut() // => ['x0_blue', 'x0_red']
 * encoder.transform([['red']]).toArray() // => [[0, 1]]
 */
export class OneHotEncoder extends Transformer<OneHotEncoderOptions, FittedOneHotEncoder> {
  readonly className = 'OneHotEncoder';

  constructor(options: OneHotEncoderOptions = {}) {
    super('OneHotEncoder', options, {
      categories: 'auto',
      drop: null,
      handleUnknown: 'error',
      minFrequency: null,
      maxCategories: null,
      featureNameCombiner: 'concat',
    });
    const { categories, drop, handleUnknown, featureNameCombiner } = this.config;
    requireCategories('OneHotEncoder', categories);
    requireDrop('OneHotEncoder', drop);
    requireOneOf('OneHotEncoder', 'handleUnknown', handleUnknown, [
      'error',
      'ignore',
      'infrequent_if_exist',
      'warn',
    ]);
    requireFrequencyLimits('OneHotEncoder', this.config);
    if (typeof featureNameCombiner !== 'function') {
      requireOneOf('OneHotEncoder', 'featureNameCombiner', featureNameCombiner, ['concat']);
    }
  }

  /** @internal */
  learn({ x, isNamed }: Lesson): FittedOneHotEncoder {
    const { categories, drop, handleUnknown, minFrequency, maxCategories } = this.config;
    const learned = learnCategories('OneHotEncoder.fit', x, {
      given: categories,
      refusesUnknown: handleUnknown === 'error',
      sparesMissing: false,
      minFrequency,
      maxCategories,
    });
    const columns = hotColumns({ ...learned, drop: null }).map(({ codes }) => codes);
    return new FittedOneHotEncoder({
      config: this.config,
      featureNamesIn: x.names,
      isNamed,
      state: { ...learned, drop: droppedCodes('OneHotEncoder.fit', drop, columns, x.names) },
    });
  }
}

export class FittedOneHotEncoder extends InvertibleTransformer<OneHotState> {
  readonly className = 'OneHotEncoder';
  declare readonly config: Resolved<OneHotEncoderOptions>;
  readonly #columns: readonly HotColumn[];

  constructor(learned: Learned<OneHotState>) {
    super(learned);
    this.#columns = hotColumns(this.state);
  }

  /** Categories of each column; null, for what is missing, comes last. */
  get categories(): readonly (readonly Cell[])[] {
    return this.state.categories;
  }

  /** The infrequent categories of each column; null for a column that has none. */
  get infrequentCategories(): readonly (readonly Cell[] | null)[] {
    return infrequentCategories(this.state);
  }

  /** The place of the dropped category of each column, null where none is; null without `drop`. */
  get dropIdx(): readonly (number | null)[] | null {
    return (
      this.state.drop &&
      this.#columns.map(({ codes, dropped }) =>
        dropped === null ? null : codes.codes.indexOf(dropped),
      )
    );
  }

  protected namesOut(names: readonly string[]): readonly string[] {
    const { featureNameCombiner: combine } = this.config;
    return this.#columns.flatMap(({ codes, dropped }, at) => {
      const name = names[at] as string;
      const texts = categoryTexts(codes.categories);
      return codes.meanings.flatMap((meaning, code) => {
        if (code === dropped) return [];
        if (combine !== 'concat') return combined(combine(name, meaning));
        const text = code === codes.infrequentCode ? meaning : texts[codes.codes.indexOf(code)];
        return `${name}_${text}`;
      });
    });
  }

  protected compute(x: Tabular): Matrix {
    const where = 'OneHotEncoder.transform';
    requireNoInfiniteCells(where, x);
    return toOneHot(where, x, this.#columns, this.config.handleUnknown);
  }

  /**
   * The categories that rows stand for: the one with the largest number. Rows of zeros stand for the dropped category, else null
   * if unknown ones were ignored; `'infrequent_sklearn'` stands for all that is infrequent.
   *
   * @throws {@link DataError} a row of zeros stands for nothing, or a number is missing or infinite.
   */
  inverseTransform(z: TabularInput): Table {
    return this.invertedTable(z);
  }

  protected invert(z: Tabular): Column[] {
    const { featureNamesIn, config } = this;
    return fromOneHot(
      'OneHotEncoder.inverseTransform',
      z,
      this.#columns,
      featureNamesIn,
      config.handleUnknown,
    );
  }
}

function combined(name: unknown): string {
  if (typeof name === 'string') return name;
  throw new ArgumentError({
    where: 'OneHotEncoder.featureNamesOut',
    problem: `\`featureNameCombiner\` must return a text, received ${describe(name)}`,
    fix: "return for example feature + '_' + category",
  });
}
