/** Buckets of a histogram, as TensorBoard's own writer takes them. */
const bucketCount = 30;

/** Numbers in each row of a histogram: left edge, right edge, count. */
const rowLength = 3;

export interface Histogram {
  /** `[30, 3]` */
  readonly shape: readonly [number, number];
  /** Left edge, right edge and count of each bucket. */
  readonly data: Float64Array;
}

/**
 * How often values fall into each of 30 buckets of equal width, from the smallest to the largest.
 *
 * If all values are equal, all buckets lie there and the last one counts them; without values all is 0. Values that are
 * not finite fall into no bucket.
 *
 * @source TensorBoard 2.21 `histogram/summary_v2.py`, which lets one NaN spoil all buckets.
 */
export function histogram(values: ArrayLike<number>): Histogram {
  const data = new Float64Array(bucketCount * rowLength);
  const { min, max, count } = rangeOf(values);
  if (count > 0 && min === max) {
    for (let i = 0; i < bucketCount; i++) data.set([min, max, 0], i * rowLength);
    data[data.length - 1] = count;
  } else if (count > 0) {
    const width = (max - min) / bucketCount;
    for (let i = 0; i < bucketCount; i++) {
      const right = i === bucketCount - 1 ? max : min + width * (i + 1);
      data.set([min + width * i, right, 0], i * rowLength);
    }
    for (let i = 0; i < values.length; i++) {
      const value = values[i] ?? Number.NaN;
      if (!Number.isFinite(value)) continue;
      const bucket = Math.min(Math.floor((value - min) / width), bucketCount - 1);
      const at = bucket * rowLength + 2;
      data[at] = (data[at] ?? 0) + 1;
    }
  }
  return { shape: [bucketCount, rowLength], data };
}

/** Smallest and largest of the finite values, and how many there are. */
function rangeOf(values: ArrayLike<number>): { min: number; max: number; count: number } {
  let min = Infinity;
  let max = -Infinity;
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    min = Math.min(min, value);
    max = Math.max(max, value);
    count++;
  }
  return { min, max, count };
}
