import type { Resolved } from '@myelin/core';
import type { Cell } from '@myelin/table';
import { array, check, type GenericSchema, nullable, object, picklist, pipe } from 'valibot';
import { type Matrix, newMatrix } from '../input/matrix.ts';
import type { Tabular } from '../input/tabular.ts';
import { doubles } from '../saving/schemas.ts';
import { FittedTransformer, type Learned } from '../transformer/fitted-transformer.ts';
import { CategoryIndex } from './category-index.ts';
import { categoryTexts } from './category-text.ts';
import { codedColumns, writeEncoded } from './encoded-targets.ts';
import { categoryList, categoryLists } from './learned-categories-schema.ts';
import { requireFiniteColumns } from './require-finite-columns.ts';
import type { TargetType } from './target-columns.ts';
import type { TargetEncoderOptions } from './target-encoder.ts';

export interface TargetEncoderState {
  readonly targetType: TargetType;
  readonly categories: readonly (readonly Cell[])[];
  /** The classes of the target; null for a continuous one. */
  readonly classes: readonly Cell[] | null;
  /** The number of each category, for each column, and within it for each class where there are more than two. */
  readonly encodings: readonly Float64Array[];
  /** The mean of the target, for each class where there are more than two. */
  readonly means: Float64Array;
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
    requireFiniteColumns('TargetEncoder.transform', x);
    const { categories, encodings, means } = this.state;
    const coded = codedColumns(x, categories, this.#indexes);
    const made = newMatrix(x.rows, encodings.length);
    writeEncoded(made, coded, encodings, means, null);
    return made;
  }
}

/** What a saved one has learned. */
export const targetEncoderState = (columns: number): GenericSchema<unknown, TargetEncoderState> =>
  pipe(
    object({
      targetType: picklist(['binary', 'multiclass', 'continuous']),
      categories: categoryLists(columns),
      classes: nullable(categoryList),
      encodings: array(doubles()),
      means: doubles(),
    }),
    check(({ targetType, categories, classes, encodings, means }) => {
      const width = targetType === 'multiclass' ? (classes?.length ?? 0) : 1;
      return (
        means.length === width &&
        encodings.length === columns * width &&
        encodings.every((one, at) => one.length === categories[Math.floor(at / width)]?.length)
      );
    }, 'encodings must have a number for each category'),
  );
