import { ArgumentError, describe, type Resolved } from '@myelin/core';
import type { Cell, Column, Table } from '@myelin/table';
import type { Matrix } from '../input/matrix.ts';
import type { Tabular } from '../input/tabular.ts';
import type { TabularInput } from '../input/tabular-input.ts';
import type { Learned } from '../transformer/fitted-transformer.ts';
import { InvertibleTransformer } from '../transformer/invertible.ts';
import { categoryTexts } from './category-text.ts';
import { infrequentCategories } from './column-codes.ts';
import { fromOneHot, type HotColumn, hotColumns, type OneHotState, toOneHot } from './one-hot.ts';
import type { OneHotEncoderOptions } from './one-hot-encoder.ts';
import { requireFiniteColumns } from './require-finite-columns.ts';

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
    requireFiniteColumns(where, x);
    return toOneHot(where, x, this.#columns, this.config.handleUnknown);
  }

  /**
   * The categories that rows stand for: the one with the largest number. Rows of zeros stand for the dropped category, else null
   * if unknown ones were ignored; `'infrequent_sklearn'` stands for all that is infrequent.
   *
   * @throws {@link DataError} a row of zeros stands for nothing, or a number is missing or infinite.
   */
  inverseTransform(z: TabularInput): Table {
    return this.unapply(this.readTransformed(z)).toTable();
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
