import { type Resolved, requireBoolean } from '@myelin/core';
import type { Column } from '@myelin/table';
import { array, check, type GenericSchema, maxValue, object, pipe, string } from 'valibot';
import type { Matrix } from '../input/matrix.ts';
import type { Tabular } from '../input/tabular.ts';
import { wholeNumber } from '../saving/schemas.ts';
import { FittedTransformer } from '../transformer/fitted-transformer.ts';
import { type Lesson, Transformer } from '../transformer/transformer.ts';
import { type ColumnSelection, placesOf } from './column-selection.ts';
import { contentOf } from './content-of.ts';
import { areNamed, fittedOr } from './fitted-schema.ts';
import { joined, weighted } from './joined.ts';
import { outputNames } from './output-names.ts';
import { requireWeights } from './require-weights.ts';
import { requireNamed, requireTransformer } from './steps.ts';

/** A part: its name, what it does, and with which columns. */
export type ColumnPart<Name extends string = string> = readonly [
  name: string,
  transformer: Transformer | 'passthrough' | 'drop',
  columns: ColumnSelection<Name>,
];

export interface ColumnTransformerOptions<Name extends string = string> {
  /** What is done with which columns. A column may go to several parts. */
  readonly transformers: readonly ColumnPart<Name>[];
  /** What is done with columns that no part names. @defaultValue `'drop'` */
  readonly remainder?: Transformer | 'passthrough' | 'drop';
  /** What the numbers of a part are multiplied by, by its name. @defaultValue none */
  readonly transformerWeights?: Readonly<Record<string, number>> | null;
  /** Whether columns that come out are called `part__column`; else by their own names. @defaultValue `true` */
  readonly verboseFeatureNamesOut?: boolean;
}

export interface FittedPart {
  readonly name: string;
  readonly transformer: FittedTransformer | 'passthrough' | 'drop';
  /** Places of its columns among those of `fit`. */
  readonly columns: readonly number[];
}

export interface ColumnTransformerState {
  /** The parts, and at the end the remainder. */
  readonly parts: readonly FittedPart[];
}

/**
 * Different transformers for different columns, their results side by side.
 *
 * Columns of a table are taken by their names, wherever they stand; columns that no part needs may be missing when it
 * transforms, and others may be there.
 *
 * @typeParam Name - Names of the columns, to have a wrong one found by the compiler: `ColumnTransformer<'Age' | 'Sex'>`.
 * @throws {@link ArgumentError} a part has no name of its own, is no transformer, or names a column that is not there.
 * @source scikit-learn `ColumnTransformer`
 * @example
 * const prepare = new ColumnTransformer({
 *   transformers: [
 *     ['numbers', new StandardScaler(), ['Age', 'Fare']],
 *     ['words', new OneHotEncoder({ handleUnknown: 'ignore' }), ['Sex']],
 *   ],
 * });
 * const fitted = prepare.fit(passengers);
 * fitted.featureNamesOut(); // ['numbers__Age', 'numbers__Fare', 'words__Sex_female', 'words__Sex_male']
 */
export class ColumnTransformer<Name extends string = string> extends Transformer<
  ColumnTransformerOptions<Name>,
  FittedColumnTransformer
> {
  readonly className = 'ColumnTransformer';

  constructor(options: ColumnTransformerOptions<Name>) {
    super('ColumnTransformer', options, {
      transformers: [],
      remainder: 'drop',
      transformerWeights: null,
      verboseFeatureNamesOut: true,
    });
    const { transformers, remainder, transformerWeights, verboseFeatureNamesOut } = this.config;
    const where = 'ColumnTransformer';
    requireNamed(where, 'transformers', transformers, "[['scale', new StandardScaler(), ['Age']]]");
    for (const [name, part] of transformers) {
      requireTransformer(where, `transformers.${name}`, part, ['passthrough', 'drop']);
    }
    requireTransformer(where, 'remainder', remainder, ['passthrough', 'drop']);
    requireWeights(where, transformerWeights, [...transformers.map(([name]) => name), 'remainder']);
    requireBoolean(where, 'verboseFeatureNamesOut', verboseFeatureNamesOut);
  }

  /** @internal */
  learn(lesson: Lesson): FittedColumnTransformer {
    return this.learnApply(lesson).fitted;
  }

  /** @internal */
  override learnApply(lesson: Lesson): { fitted: FittedColumnTransformer; result: Tabular } {
    const { x, isNamed } = lesson;
    const parts: FittedPart[] = [];
    const results: Tabular[] = [];
    for (const { name, transformer, columns } of this.#parts(x)) {
      const own = x.select(columns);
      if (!(transformer instanceof Transformer) || columns.length === 0) {
        const kept = transformer instanceof Transformer ? 'drop' : transformer;
        parts.push({ name, transformer: kept, columns });
        if (kept === 'passthrough') results.push(this.#weighted(name, own));
        continue;
      }
      const { fitted, result } = transformer.learnApply({ ...lesson, x: own });
      parts.push({ name, transformer: fitted, columns });
      results.push(this.#weighted(name, result));
    }
    const fitted = new FittedColumnTransformer({
      config: this.#resolvedConfig(parts, x),
      featureNamesIn: x.names,
      isNamed,
      state: { parts },
    });
    const result = joined('ColumnTransformer.fit', results, x.rows).renamed(
      fitted.featureNamesOut(),
    );
    return { fitted, result };
  }

  #weighted(name: string, part: Tabular): Tabular {
    return weighted(part, name, this.config.transformerWeights);
  }

  #parts(x: Tabular) {
    const { transformers, remainder } = this.config;
    const parts = transformers.map(([name, transformer, selection]) => ({
      name,
      transformer,
      columns: placesOf(`ColumnTransformer \`${name}\``, selection, x),
    }));
    const taken = new Set(parts.flatMap(({ columns }) => columns));
    const rest = x.names.map((_, place) => place).filter((place) => !taken.has(place));
    return [...parts, { name: 'remainder', transformer: remainder, columns: rest }];
  }

  /** The options with selectors replaced by what they chose, so that they can be saved. */
  #resolvedConfig(parts: readonly FittedPart[], x: Tabular): object {
    const transformers = this.config.transformers.map(([name, transformer], at) => {
      const columns = (parts[at] as FittedPart).columns.map((place) => x.names[place] as string);
      return [name, transformer, columns];
    });
    return { ...this.config, transformers };
  }
}

export class FittedColumnTransformer extends FittedTransformer<ColumnTransformerState> {
  readonly className = 'ColumnTransformer';
  declare readonly config: Resolved<ColumnTransformerOptions>;

  /** The fitted part of that name. */
  get namedTransformers(): Readonly<Record<string, FittedTransformer | 'passthrough' | 'drop'>> {
    return Object.fromEntries(this.state.parts.map(({ name, transformer }) => [name, transformer]));
  }

  protected override get ignoresOthers(): boolean {
    return true;
  }

  override isNeeded(place: number): boolean {
    return this.#used.some(({ columns }) => columns.includes(place));
  }

  protected namesOut(names: readonly string[]): readonly string[] {
    const parts = this.#used.map(({ name, transformer, columns }) => {
      const own = columns.map((place) => names[place] as string);
      return {
        name,
        columns: transformer === 'passthrough' ? own : transformer.featureNamesOut(own),
      };
    });
    return outputNames('ColumnTransformer', parts, this.config.verboseFeatureNamesOut);
  }

  protected compute(x: Tabular): Matrix | readonly Column[] {
    const results = this.#used.map(({ name, transformer, columns }) => {
      const own = x.select(columns);
      const result = transformer === 'passthrough' ? own : transformer.apply(own);
      return weighted(result, name, this.config.transformerWeights);
    });
    return contentOf(joined('ColumnTransformer.transform', results, x.rows));
  }

  /** The parts that give columns. */
  get #used() {
    return this.state.parts.filter(
      (part): part is FittedPart & { transformer: Exclude<FittedPart['transformer'], 'drop'> } =>
        part.transformer !== 'drop' && part.columns.length > 0,
    );
  }
}

/** What a saved one has learned. */
export const columnTransformerState = (
  columns: number,
  { transformers }: Resolved<ColumnTransformerOptions>,
): GenericSchema<unknown, ColumnTransformerState> =>
  object({
    parts: pipe(
      array(
        pipe(
          object({
            name: string(),
            transformer: fittedOr('passthrough', 'drop'),
            columns: array(pipe(wholeNumber, maxValue(columns - 1))),
          }),
          check(
            ({ transformer, columns: own }) =>
              typeof transformer === 'string' || transformer.featureNamesIn.length === own.length,
            'a part has other columns than its transformer',
          ),
        ),
      ),
      check(
        (parts) =>
          areNamed(
            parts.map(({ name }) => name),
            [...transformers.map(([name]) => name), 'remainder'],
          ),
        'there must be a part for each of the options',
      ),
    ),
  });
