/** `count` numbers from `first` to `last`, evenly spaced, as NumPy rounds them. */
export function linspace(first: number, last: number, count: number): Float64Array {
  const numbers = new Float64Array(count);
  const gaps = count - 1;
  const range = last - first;
  const step = range / gaps;
  for (let i = 0; i < count; i++) {
    // A step that is too small for a double: the range is what counts.
    numbers[i] = (step === 0 ? (i / gaps) * range : i * step) + first;
  }
  if (count > 1) numbers[gaps] = last;
  if (count === 1) numbers[0] = first;
  return numbers;
}
