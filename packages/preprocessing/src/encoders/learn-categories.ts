import type { Cell } from '@myelin/table';
import { requireNoInfiniteCells } from '../input/require-no-infinite-cells.ts';
import type { Tabular } from '../input/tabular.ts';
import { CategoryIndex } from './category-index.ts';
import {
  categoriesGiven,
  type GivenCategories,
  requireListForEach,
  unknownCategories,
} from './given-categories.ts';
import { type FrequencyLimits, infrequentPlaces, limitsFrequency } from './infrequent-places.ts';
import { seenCategories } from './seen-categories.ts';

/** What encoders of categories have learned of each column. */
export interface LearnedCategories {
  /** Categories of each column in the order of their codes; null, for what is missing, comes last. */
  readonly categories: readonly (readonly Cell[])[];
  /** Places of the infrequent ones among them; null for a column that has none. */
  readonly infrequent: readonly (readonly number[] | null)[];
}

export interface CategoryLearning extends FrequencyLimits {
  readonly given: GivenCategories;
  /** Whether cells that are not among the given categories are refused. */
  readonly refusesUnknown: boolean;
  /** Whether missing cells are kept out of what can be infrequent. */
  readonly sparesMissing: boolean;
}

/** The categories of the columns. @throws {@link DataError} or {@link ArgumentError} as encoders' `fit`. */
export function learnCategories(
  where: string,
  x: Tabular,
  { given, refusesUnknown, sparesMissing, ...limits }: CategoryLearning,
): LearnedCategories {
  requireNoInfiniteCells(where, x);
  if (given !== 'auto') requireListForEach(where, 'categories', given, x.names);
  const categories: (readonly Cell[])[] = [];
  const infrequent: (readonly number[] | null)[] = [];
  for (const [at, column] of x.columns.entries()) {
    let counts: readonly number[];
    if (given === 'auto') {
      const seen = seenCategories(where, column);
      counts = seen.counts;
      categories.push(seen.categories);
    } else {
      const list = categoriesGiven(where, column, given[at] as readonly Cell[]);
      const places = new CategoryIndex(list).places(column);
      if (refusesUnknown && places.includes(-1)) {
        throw unknownCategories(where, column, places, 'add to `categories` what is missing there');
      }
      counts = countsOf(places, list.length);
      categories.push(list);
    }
    const isSpared = sparesMissing && categories.at(-1)?.at(-1) === null;
    infrequent.push(
      limitsFrequency(limits)
        ? infrequentPlaces(isSpared ? counts.slice(0, -1) : counts, x.rows, limits)
        : null,
    );
  }
  return { categories, infrequent };
}

function countsOf(places: Int32Array, length: number): number[] {
  const counts = new Array<number>(length).fill(0);
  for (const place of places) if (place >= 0) counts[place] = (counts[place] as number) + 1;
  return counts;
}
