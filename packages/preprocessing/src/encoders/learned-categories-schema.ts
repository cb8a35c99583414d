import type { Cell } from '@myelin/table';
import {
  array,
  check,
  type GenericSchema,
  integer,
  minLength,
  minValue,
  nullable,
  number,
  object,
  pipe,
} from 'valibot';
import { cell, listOf } from '../saving/schemas.ts';
import { plain } from './given-categories.ts';
import type { LearnedCategories } from './learn-categories.ts';

/** A place in a list. */
export const place: GenericSchema<unknown, number> = pipe(number(), integer(), minValue(0));

/** Categories, each once, missing last. */
export const categoryList: GenericSchema<unknown, Cell[]> = pipe(
  array(cell),
  check(
    (list) => new Set(list.map(plain)).size === list.length && !list.slice(0, -1).includes(null),
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
      infrequent: listOf(nullable(pipe(array(place), minLength(1))), columns),
    }),
    check(
      ({ categories, infrequent }) =>
        infrequent.every((places, at) => arePlaces(places ?? [], categories[at]?.length ?? 0)),
      'infrequent places must rise and lie within the categories',
    ),
  );

const arePlaces = (places: readonly number[], length: number): boolean =>
  places.every((place, at) => place < length && place > (places[at - 1] ?? -1));
