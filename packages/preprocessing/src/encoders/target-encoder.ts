import {
  ArgumentError,
  describe,
  requireBoolean,
  requireOneOf,
  requireWholeNumber,
  seedOr,
} from '@myelin/core';
import { columnFrom } from '@myelin/table';
import { newMatrix } from '../input/matrix.ts';
import { Tabular } from '../input/tabular.ts';
import { type Lesson, Transformer } from '../transformer/transformer.ts';
import { plainFolds, stratifiedFolds } from './cross-fit-folds.ts';
import { codedColumns, writeEncoded } from './encoded-targets.ts';
import { FittedTargetEncoder, type TargetEncoderState } from './fitted-target-encoder.ts';
import { type GivenCategories, requireCategories } from './given-categories.ts';
import { learnCategories } from './learn-categories.ts';
import { type TargetColumns, type TargetType, targetColumns } from './target-columns.ts';
import { type CodedColumn, meanOf, targetStatistics } from './target-statistics.ts';

export interface TargetEncoderOptions {
  /** Categories of each column. @defaultValue `'auto'`: those of the data */
  readonly categories?: GivenCategories;
  /** What `y` is. @defaultValue `'auto'`: continuous if a number has a fraction, else by the number of different values */
  readonly targetType?: TargetType | 'auto';
  /** How strongly categories are drawn towards the mean: rows that it counts as. @defaultValue `'auto'`: by the variances */
  readonly smooth?: number | 'auto';
  /** Number of folds in which `fitTransform` fits crosswise. @defaultValue `5` */
  readonly cv?: number;
  /** Whether the rows are shuffled before they are split into folds. @defaultValue `true` */
  readonly shuffle?: boolean;
  /** Fixes the shuffle. @defaultValue `null`: by `setRandomSeed` */
  readonly randomState?: number | null;
}

/**
 * Categories of each column as the mean of the target in them, drawn towards the mean of all the more, the rarer they are.
 *
 * `fitTransform` fits crosswise: rows are encoded by what the other folds say, so that a model does not see their own target.
 * It is not `fit(x, y).transform(x)`, which uses all rows. Missing cells are a category; unknown ones get the mean of all.
 *
 * @throws {@link ArgumentError} there is no `y`.
 * @throws {@link DataError} `y` is not of `targetType`, or there are fewer rows than folds.
 * @source scikit-learn `TargetEncoder`; Micci-Barreca 2001
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
      randomState: null,
    });
    const { categories, targetType, smooth, cv, shuffle, randomState } = this.config;
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
    requireWholeNumber('TargetEncoder', 'cv', cv, { min: 2 });
    requireBoolean('TargetEncoder', 'shuffle', shuffle);
    if (randomState !== null)
      requireWholeNumber('TargetEncoder', 'randomState', randomState, { min: 0 });
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
    const folds = this.#folds(target, lesson.x.rows);
    const width = coded.length * target.columns.length;
    const made = newMatrix(lesson.x.rows, width);
    for (let fold = 0; fold < this.config.cv; fold++) {
      const others = rowsWhere(folds, (one) => one !== fold);
      const learned = coded.map(({ places, count }) => ({
        places: others.map((row) => places[row] as number),
        count,
      }));
      const part = { ...target, columns: target.columns.map((column) => taken(column, others)) };
      const { encodings, means } = this.#encode(learned, part);
      writeEncoded(
        made,
        coded,
        encodings,
        means,
        rowsWhere(folds, (one) => one === fold),
      );
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
    const { encodings, means } = this.#encode(coded, target);
    const fitted = new FittedTargetEncoder({
      config: this.config,
      featureNamesIn: x.names,
      isNamed,
      state: { targetType: target.type, categories, classes: target.classes, encodings, means },
    });
    return { fitted, coded, target };
  }

  #encode(
    coded: readonly CodedColumn[],
    { columns }: TargetColumns,
  ): Pick<TargetEncoderState, 'encodings' | 'means'> {
    return {
      encodings: coded.flatMap((one) =>
        columns.map((target) => targetStatistics(one, target, this.config.smooth)),
      ),
      means: Float64Array.from(columns, meanOf),
    };
  }

  #folds({ places }: TargetColumns, rows: number): Int32Array {
    const { cv, shuffle, randomState } = this.config;
    const options = { folds: cv, seed: shuffle ? seedOr('TargetEncoder', randomState) : null };
    const where = 'TargetEncoder.fitTransform';
    return places ? stratifiedFolds(where, places, options) : plainFolds(where, rows, options);
  }
}

function rowsWhere(folds: Int32Array, holds: (fold: number) => boolean): Int32Array {
  const rows = new Int32Array(folds.length);
  let count = 0;
  for (let row = 0; row < folds.length; row++) {
    if (holds(folds[row] as number)) rows[count++] = row;
  }
  return rows.slice(0, count);
}

function taken(values: Float64Array, rows: Int32Array): Float64Array {
  const made = new Float64Array(rows.length);
  for (let at = 0; at < made.length; at++) made[at] = values[rows[at] as number] as number;
  return made;
}
