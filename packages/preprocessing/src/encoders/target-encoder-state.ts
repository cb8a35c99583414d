import type { Cell } from '@myelin/table';
import { array, check, type GenericSchema, nullable, object, picklist, pipe } from 'valibot';
import { doubles } from '../saving/schemas.ts';
import { categoryList, categoryLists } from './learned-categories-schema.ts';
import type { TargetType } from './target-columns.ts';

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
        (classes === null) === (targetType === 'continuous') &&
        means.length === width &&
        encodings.length === columns * width &&
        encodings.every((one, at) => one.length === categories[Math.floor(at / width)]?.length)
      );
    }, 'encodings must have a number for each category'),
  );
