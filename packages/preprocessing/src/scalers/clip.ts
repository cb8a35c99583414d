/** Brings numbers into `[min, max]`, in place; missing ones (NaN) stay. */
export function clip(data: Float64Array, min: number, max: number): void {
  for (let at = 0; at < data.length; at++) {
    const value = data[at] as number;
    if (value < min) data[at] = min;
    else if (value > max) data[at] = max;
  }
}
