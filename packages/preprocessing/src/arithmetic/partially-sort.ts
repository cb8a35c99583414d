/**
 * Brings numbers to the places that they have in ascending order, at least those at `places`; before each stand no larger ones.
 * In place.
 *
 * @param places - Ascending, none twice.
 * @source Hoare 1961 (Find), with a pivot between three.
 */
export function partiallySort(values: Float64Array, places: readonly number[]): Float64Array {
  sortWithin(values, places, { first: 0, last: values.length - 1, depth: 0 });
  return values;
}

/** Parts of fewer numbers are sorted as a whole. */
const FEW = 32;
/** So are parts after that many bad pivots, which numbers in a malicious order lead to. */
const DEEPEST = 100;

interface Part {
  readonly first: number;
  readonly last: number;
  readonly depth: number;
}

function sortWithin(
  values: Float64Array,
  places: readonly number[],
  { first, last, depth }: Part,
): void {
  if (places.length === 0 || last <= first) return;
  if (last - first < FEW || depth > DEEPEST) {
    values.subarray(first, last + 1).sort();
    return;
  }
  const pivot = middleOf(
    values[first] as number,
    values[(first + last) >>> 1] as number,
    values[last] as number,
  );
  let low = first;
  let high = last;
  while (low <= high) {
    while ((values[low] as number) < pivot) low++;
    while ((values[high] as number) > pivot) high--;
    if (low > high) break;
    const moved = values[low] as number;
    values[low++] = values[high] as number;
    values[high--] = moved;
  }
  const below = places.filter((place) => place <= high);
  const above = places.filter((place) => place >= low);
  sortWithin(values, below, { first, last: high, depth: depth + 1 });
  sortWithin(values, above, { first: low, last, depth: depth + 1 });
}

const middleOf = (a: number, b: number, c: number): number =>
  Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
