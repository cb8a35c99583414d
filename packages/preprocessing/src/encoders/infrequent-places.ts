import { ArgumentError, describe, requireWholeNumber } from '@myelin/core';

export interface FrequencyLimits {
  /** Categories that come less often are infrequent: a whole number of rows, or a fraction of them in (0, 1). */
  readonly minFrequency: number | null;
  /** Most codes of a column, the one of the infrequent among them; the rarest categories are infrequent. */
  readonly maxCategories: number | null;
}

/** Whether any category can be infrequent. */
export const limitsFrequency = ({ minFrequency, maxCategories }: FrequencyLimits): boolean =>
  minFrequency !== null || maxCategories !== null;

/**
 * Places of the infrequent categories, null where there is none. Of equally frequent ones the last stay.
 *
 * @param rows - Number of all rows.
 * @source scikit-learn `_BaseEncoder._identify_infrequent`
 */
export function infrequentPlaces(
  counts: readonly number[],
  rows: number,
  { minFrequency, maxCategories }: FrequencyLimits,
): readonly number[] | null {
  const least = minFrequency === null ? 0 : minFrequency < 1 ? rows * minFrequency : minFrequency;
  const isInfrequent = counts.map((count) => count < least);
  const codes = isInfrequent.filter((is) => !is).length + 1;
  if (maxCategories !== null && maxCategories < codes) {
    const rarestFirst = counts.map((_, place) => place);
    rarestFirst.sort((a, b) => (counts[a] as number) - (counts[b] as number));
    const staying = maxCategories - 1;
    for (const place of rarestFirst.slice(0, Math.max(0, counts.length - staying))) {
      isInfrequent[place] = true;
    }
  }
  const places = counts.map((_, place) => place).filter((place) => isInfrequent[place]);
  return places.length > 0 ? places : null;
}

/** The limits are such. @throws {@link ArgumentError} */
export function requireFrequencyLimits(where: string, limits: FrequencyLimits): void {
  const { minFrequency, maxCategories } = limits;
  if (maxCategories !== null) requireWholeNumber(where, 'maxCategories', maxCategories, { min: 1 });
  if (minFrequency === null) return;
  const isCount = Number.isSafeInteger(minFrequency) && minFrequency >= 1;
  if (isCount || (typeof minFrequency === 'number' && minFrequency > 0 && minFrequency < 1)) return;
  throw new ArgumentError({
    where,
    problem: `\`minFrequency\` must be a whole number of at least 1, or a fraction between 0 and 1, received ${describe(minFrequency)}`,
    fix: 'pass for example { minFrequency: 10 } for ten rows, { minFrequency: 0.01 } for a hundredth of them',
  });
}
