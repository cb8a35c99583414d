/**
 * The value that stands at `place` once the values are in order. They are moved so that no larger one stands before it, and no
 * smaller one after it.
 *
 * @param values - No NaN among them.
 * @source Hoare 1961 (Algorithm 65, `find`), with the median of three as pivot.
 */
export function selected(values: Float64Array, place: number): number {
  let left = 0;
  let right = values.length - 1;
  // Each round leaves about half of the values. Where they are so unlucky that it does not, sorting is faster.
  for (let rounds = 4 * Math.log2(values.length) + 8; left < right; rounds--) {
    if (rounds < 0) {
      values.subarray(left, right + 1).sort();
      break;
    }
    const pivot = middleOf(
      values[left] as number,
      values[(left + right) >> 1] as number,
      values[right] as number,
    );
    let low = left;
    let high = right;
    while (low <= high) {
      while ((values[low] as number) < pivot) low++;
      while ((values[high] as number) > pivot) high--;
      if (low > high) break;
      const moved = values[low] as number;
      values[low++] = values[high] as number;
      values[high--] = moved;
    }
    if (place <= high) right = high;
    else if (place >= low) left = low;
    else break;
  }
  return values[place] as number;
}

const middleOf = (a: number, b: number, c: number): number =>
  Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
