import {
  ArgumentError,
  describe,
  type Resolved,
  requireBoolean,
  requireOneOf,
  requireSeed,
  requireWholeNumber,
} from '@myelin/core';
import { type Cell, columnFrom } from '@myelin/table';
import { type Matrix, newMatrix } from '../input/matrix.ts';
import { requireNoInfiniteCells } from '../input/require-no-infinite-cells.ts';
import { Tabular } from '../input/tabular.ts';
import { Splitter } from '../splitters/splitter.ts';
import { FittedTransformer, type Learned } from '../transformer/fitted-transformer.ts';
import { type Lesson, Transformer } from '../transformer/transformer.ts';
import { CategoryIndex } from './category-index.ts';
import { categoryTexts } from './category-text.ts';
import { crossFitFolds } from './cross-fit-folds.ts';
import { codedColumns, encodingsOf, takenAt, writeEncoded } from './encoded-targets.ts';
import { type GivenCategories, requireCategories } from './given-categories.ts';
import { learnCategories } from './learn-categories.ts';
import { type TargetColumns, type TargetType, targetColumns } from './target-columns.ts';
import type { TargetEncoderState } from './target-encoder-state.ts';
import type { CodedColumn } from './target-statistics.ts';

export interface TargetEncoderOptions {
  /** Categories of each column. @defaultValue `'auto'`: those of the data */
  readonly categories?: GivenCategories;
  /** What `y` is. @defaultValue `'auto'`: continuous if a number has a fraction, else by the number of different values */
  readonly targetType?: TargetType | 'auto';
  /** How strongly categories are drawn towards the mean: rows that it counts as. @defaultValue `'auto'`: by the variances */
  readonly smooth?: number | 'auto';
  /** Number of folds in which `fitTransform` fits crosswise, or what makes them. @defaultValue `5` */
  readonly cv?: number | Splitter;
  /** Whether the rows are shuffled before they are split into a number of folds. @defaultValue `true` */
  readonly shuffle?: boolean;
  /** Fixes how they are shuffled. @defaultValue `null`, another one every time */
  readonly seed?: number | null;
}

/**
 * Categories of each column as the mean of the target in them, drawn towards the mean of all the more, the rarer they are.
 *
 * `fitTransform` fits crosswise: rows are encoded by what the other folds say, so that a model does not see their own target.
 * It is not `fit(x, y).transform(x)`, which uses all rows. Missing cells are a category; unknown ones get the mean of all.
 *
 * @throws {@link ArgumentError} there is no `y`.
 * @throws {@link DataError} `y` is not of `targetType`, or there are fewer rows than folds.
 * @source scikit-learn `TargetEncoder`; Micci-Barreca 2001. Rows outside of given `categories` are left out of the means, where
 * scikit-learn counts them as the first category; `'binary'` takes two classes at most.
 * @see `targetStatistics`, which has the formulas
 * @example
 * const encoder = new TargetEncoder({ smooth: 0 }).fit([['a'], ['a'], ['b']], [1.5, 2.5, 7]);
 * encoder.transform([['a'], ['b']]).toArray() // => [[2], [7]]
 */
export class TargetEncoder extends Transformer<TargetEncoderOptions, FittedTargetEncoder> {
  readonly className = 'TargetEncoder';

  constructor(options: TargetEncoderOptions = {}) {
    super('TargetEncoder', options, {
      categories: 'auto',
      targetType: 'auto',
      smooth: 'auto',
      cv: 5,
      shuffle: true,
      seed: null,
    });
    const { categories, targetType, smooth, cv, shuffle, seed } = this.config;
    requireCategories('TargetEncoder', categories);
    requireOneOf('TargetEncoder', 'targetType', targetType, [
      'auto',
      'binary',
      'multiclass',
      'continuous',
    ]);
    if (
      smooth !== 'auto' &&
      !(typeof smooth === 'number' && smooth >= 0 && smooth < Number.POSITIVE_INFINITY)
    ) {
      throw new ArgumentError({
        where: 'TargetEncoder',
        problem: `\`smooth\` must be 'auto' or a number of at least 0, received ${describe(smooth)}`,
        fix: "pass for example { smooth: 'auto' }",
      });
    }
    if (!(cv instanceof Splitter)) requireWholeNumber('TargetEncoder', 'cv', cv, { min: 2 });
    requireBoolean('TargetEncoder', 'shuffle', shuffle);
    requireSeed('TargetEncoder', seed);
  }

  /** @internal */
  learn(lesson: Lesson): FittedTargetEncoder {
    return this.#study(lesson).fitted;
  }

  /** Each fold by what the others say. @internal */
  override learnApply(lesson: Lesson): {
    readonly fitted: FittedTargetEncoder;
    readonly result: Tabular;
  } {
    const { fitted, coded, target } = this.#study(lesson);
    const made = newMatrix(lesson.x.rows, coded.length * target.columns.length);
    for (const { train, test } of crossFitFolds(
      'TargetEncoder.fitTransform',
      target,
      this.config,
    )) {
      const { encodings, means } = encodingsOf(
        coded.map(({ places, count }) => ({ places: takenAt(places, train), count })),
        target.columns.map((column) => takenAt(column, train)),
        this.config.smooth,
      );
      writeEncoded(made, coded, encodings, means, test);
    }
    return { fitted, result: Tabular.ofMatrix(made, fitted.featureNamesOut(lesson.x.names)) };
  }

  #study({ x, y, isNamed }: Lesson): {
    readonly fitted: FittedTargetEncoder;
    readonly coded: readonly CodedColumn[];
    readonly target: TargetColumns;
  } {
    const where = 'TargetEncoder.fit';
    if (y === undefined) {
      throw new ArgumentError({
        where,
        problem: '`y` is required, received none',
        fix: 'pass the target as second argument: fit(x, y)',
      });
    }
    const { categories } = learnCategories(where, x, {
      given: this.config.categories,
      refusesUnknown: false,
      sparesMissing: false,
      minFrequency: null,
      maxCategories: null,
    });
    const target = targetColumns(where, columnFrom(where, 'y', y), this.config.targetType);
    const coded = codedColumns(x, categories);
    const { encodings, means } = encodingsOf(coded, target.columns, this.config.smooth);
    const fitted = new FittedTargetEncoder({
      config: this.config,
      featureNamesIn: x.names,
      isNamed,
      state: { targetType: target.type, categories, classes: target.classes, encodings, means },
    });
    return { fitted, coded, target };
  }
}

export class FittedTargetEncoder extends FittedTransformer<TargetEncoderState> {
  readonly className = 'TargetEncoder';
  declare readonly config: Resolved<TargetEncoderOptions>;
  readonly #indexes: readonly CategoryIndex[];

  constructor(learned: Learned<TargetEncoderState>) {
    super(learned);
    this.#indexes = this.state.categories.map((list) => new CategoryIndex(list));
  }

  /** What `y` was. */
  get targetType(): TargetType {
    return this.state.targetType;
  }

  /** Categories of each column; null, for what is missing, comes last. */
  get categories(): readonly (readonly Cell[])[] {
    return this.state.categories;
  }

  /** The classes of the target; null for a continuous one. */
  get classes(): readonly Cell[] | null {
    return this.state.classes;
  }

  /** The number of each category, for each column, and within it for each class where there are more than two. */
  get encodings(): readonly Float64Array[] {
    return this.state.encodings;
  }

  /** The mean of the target, or of each class where there are more than two. */
  get targetMean(): number | Float64Array {
    const { targetType, means } = this.state;
    return targetType === 'multiclass' ? means : (means[0] as number);
  }

  protected namesOut(names: readonly string[]): readonly string[] {
    const { targetType, classes } = this.state;
    if (targetType !== 'multiclass' || classes === null) return names;
    const texts = categoryTexts(classes);
    return names.flatMap((name) => texts.map((text) => `${name}_${text}`));
  }

  protected compute(x: Tabular): Matrix {
    requireNoInfiniteCells('TargetEncoder.transform', x);
    const { categories, encodings, means } = this.state;
    const coded = codedColumns(x, categories, this.#indexes);
    const made = newMatrix(x.rows, encodings.length);
    writeEncoded(made, coded, encodings, means, null);
    return made;
  }
}
