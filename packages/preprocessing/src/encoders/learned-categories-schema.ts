import type { Cell } from '@myelin/table';
import { array, check, type GenericSchema, minLength, nullable, object, pipe } from 'valibot';
import { cell, listOf, wholeNumber } from '../saving/schemas.ts';
import { keyOf } from './given-categories.ts';
import type { LearnedCategories } from './learn-categories.ts';

/** Categories, each once, missing (null) last. */
export const categoryList: GenericSchema<unknown, Cell[]> = pipe(
  array(cell),
  check(
    (list) =>
      !list.some(Number.isNaN) &&
      new Set(list.map(keyOf)).size === list.length &&
      !list.slice(0, -1).includes(null),
    'must hold every category once, null last',
  ),
);

/** Categories of a number of columns. */
export const categoryLists = (columns: number): GenericSchema<unknown, Cell[][]> =>
  listOf(pipe(categoryList, minLength(1)), columns);

/** What a saved encoder has learned of its columns. */
export const learnedCategories = (columns: number): GenericSchema<unknown, LearnedCategories> =>
  pipe(
    object({
      categories: categoryLists(columns),
      infrequent: listOf(nullable(pipe(array(wholeNumber), minLength(1))), columns),
    }),
    check(
      ({ categories, infrequent }) =>
        infrequent.every((places, at) => arePlaces(places ?? [], categories[at]?.length ?? 0)),
      'infrequent places must rise and lie within the categories',
    ),
  );

const arePlaces = (places: readonly number[], length: number): boolean =>
  places.every((place, at) => place < length && place > (places[at - 1] ?? -1));
