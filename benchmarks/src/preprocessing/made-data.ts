/** Data that preprocessing is timed with; `python/made_data.py` makes the same kinds. */

import { NdArray, RandomSource, StringArray } from 'myelin';

/** Normally distributed doubles. */
export function normals(rows: number, columns: number): NdArray {
  const random = new RandomSource(0);
  const data = Float64Array.from({ length: rows * columns }, () => random.normal());
  return new NdArray(data, [rows, columns]);
}

/** {@link normals}, one in ten of them missing. */
export function holed(rows: number, columns: number): NdArray {
  const random = new RandomSource(1);
  return normals(rows, columns).map((value) => (random.unit() < 0.1 ? Number.NaN : value));
}

/** Whole numbers from 0 to `below - 1` as doubles, one in ten of them missing. */
export function holedIntegers(rows: number, columns: number, below: number): NdArray {
  const random = new RandomSource(2);
  const data = Float64Array.from({ length: rows * columns }, () =>
    random.unit() < 0.1 ? Number.NaN : random.integer(below),
  );
  return new NdArray(data, [rows, columns]);
}

/** Texts of a number of categories. */
export function texts(rows: number, columns: number, categories: number): StringArray {
  const random = new RandomSource(3);
  const names = Array.from({ length: categories }, (_, i) => `category ${i}`);
  const data = Array.from(
    { length: rows * columns },
    () => names[random.integer(categories)] as string,
  );
  return new StringArray(data, [rows, columns]);
}

/** Classes from 0 to `below - 1`. */
export function classes(rows: number, below: number, seed = 4): NdArray {
  const random = new RandomSource(seed);
  return new NdArray(
    Int32Array.from({ length: rows }, () => random.integer(below)),
    [rows],
  );
}

/** Probabilities of the second of two classes. */
export function scores(rows: number): NdArray {
  const random = new RandomSource(5);
  return new NdArray(
    Float64Array.from({ length: rows }, () => random.unit()),
    [rows],
  );
}

/** Lists of indices below `below`, as words of reviews. */
export function indexLists(count: number, length: number, below: number): number[][] {
  const random = new RandomSource(6);
  return Array.from({ length: count }, () => Array.from({ length }, () => random.integer(below)));
}
