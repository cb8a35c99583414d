import type { Cell } from '@myelin/table';
import { CategoryIndex } from './category-index.ts';
import type { LearnedCategories } from './learn-categories.ts';

/** What stands for all infrequent categories of a column. */
const INFREQUENT = 'infrequent_sklearn';

/** The codes of one column: the frequent categories in their order, then one for all infrequent ones. */
export class ColumnCodes {
  readonly categories: readonly Cell[];
  /** Places of the categories. */
  readonly index: CategoryIndex;
  /** What each code stands for. */
  readonly meanings: readonly Cell[];
  /** The code of the infrequent categories; -1 where there is none. */
  readonly infrequentCode: number;
  /** The code of the category at each place. */
  readonly codes: Int32Array;

  /** @param spared - Categories at the end that have no code. */
  constructor(categories: readonly Cell[], infrequent: readonly number[] | null, spared = 0) {
    const coded = categories.slice(0, categories.length - spared);
    const isInfrequent = new Set(infrequent);
    const meanings = coded.filter((_, place) => !isInfrequent.has(place));
    this.categories = categories;
    this.index = new CategoryIndex(categories);
    this.infrequentCode = infrequent ? meanings.length : -1;
    this.meanings = infrequent ? [...meanings, INFREQUENT] : meanings;
    this.codes = new Int32Array(coded.length);
    let next = 0;
    for (let at = 0; at < coded.length; at++) {
      this.codes[at] = isInfrequent.has(at) ? this.infrequentCode : next++;
    }
  }
}

/** The infrequent categories themselves. */
export const infrequentCategories = ({
  categories,
  infrequent,
}: LearnedCategories): (readonly Cell[] | null)[] =>
  categories.map((list, at) => {
    const places = infrequent[at];
    return places ? places.map((place) => list[place] as Cell) : null;
  });
