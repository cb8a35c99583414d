import { DataError } from '@myelin/core';
import type { Fold } from '../splitters/fold.ts';
import { KFold } from '../splitters/k-fold.ts';
import { requireFold } from '../splitters/require-fold.ts';
import { Splitter } from '../splitters/splitter.ts';
import { StratifiedKFold } from '../splitters/stratified-k-fold.ts';
import type { TargetColumns } from './target-columns.ts';

export interface CrossFitOptions {
  readonly cv: number | Splitter;
  readonly shuffle: boolean;
  readonly seed: number | null;
}

/**
 * The folds in which a target is fitted crosswise: with the classes in equal shares where it has classes.
 *
 * @throws {@link DataError} there are fewer rows than folds, or a splitter does not have every row judged by once.
 */
export function crossFitFolds(
  where: string,
  { columns, places }: TargetColumns,
  { cv, shuffle, seed }: CrossFitOptions,
): Iterable<Fold> {
  const y = places ?? (columns[0] as Float64Array);
  if (cv instanceof Splitter) return coveringFolds(where, cv, y);
  requireRows(where, places ? mostFrequent(places) : y.length, cv);
  const options = { nSplits: cv, shuffle, seed: shuffle ? seed : null };
  return (places ? new StratifiedKFold(options) : new KFold(options)).split(y, y);
}

function coveringFolds(where: string, splitter: Splitter, y: Int32Array | Float64Array): Fold[] {
  const folds = [...splitter.split(y, y)];
  const seen = new Int32Array(y.length);
  for (const fold of folds) {
    requireFold(where, fold, y.length);
    for (const row of fold.test) seen[row] = (seen[row] as number) + 1;
  }
  const wrong = seen.findIndex((times) => times !== 1);
  if (wrong < 0) return folds;
  throw new DataError({
    where,
    problem: `\`cv\` must have every row judged by once, received a ${splitter.className} in which row ${wrong} comes ${seen[wrong]} times`,
    fix: 'pass a KFold, or a number of folds',
  });
}

function mostFrequent(places: Int32Array): number {
  const counts: number[] = [];
  let most = 0;
  for (const place of places) {
    const count = (counts[place] ?? 0) + 1;
    counts[place] = count;
    if (count > most) most = count;
  }
  return most;
}

function requireRows(where: string, rows: number, folds: number): void {
  if (rows >= folds) return;
  throw new DataError({
    where,
    problem: `\`cv\` must be at most the number of rows, of the largest class where there are classes, which is ${rows}, received ${folds}`,
    fix: rows < 2 ? 'pass more rows' : `pass { cv: ${rows} }`,
  });
}
