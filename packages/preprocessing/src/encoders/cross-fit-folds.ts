import { DataError, permutation } from '@myelin/core';

export interface FoldOptions {
  /** Number of folds. */
  readonly folds: number;
  /** Fixes the order; null for rows as they stand. */
  readonly seed: number | null;
}

/**
 * The fold of each row: as many rows in each, one apart at most.
 *
 * @source scikit-learn `KFold`
 */
export function plainFolds(where: string, rows: number, { folds, seed }: FoldOptions): Int32Array {
  requireRows(where, rows, folds);
  const order = seed === null ? null : permutation(rows, seed);
  const made = new Int32Array(rows);
  for (let at = 0, fold = 0, end = 0; at < rows; at++) {
    if (at === end) end += Math.floor(rows / folds) + Number(fold++ < rows % folds);
    made[order ? (order[at] as number) : at] = fold - 1;
  }
  return made;
}

/**
 * The fold of each row, with the classes in the same shares in each.
 *
 * @param places - The class of each row.
 * @source scikit-learn `StratifiedKFold`
 */
export function stratifiedFolds(
  where: string,
  places: Int32Array,
  { folds, seed }: FoldOptions,
): Int32Array {
  const members = new Map<number, number[]>();
  for (let row = 0; row < places.length; row++) {
    const place = places[row] as number;
    const rows = members.get(place);
    if (rows) rows.push(row);
    else members.set(place, [row]);
  }
  requireRows(where, Math.max(...[...members.values()].map((rows) => rows.length)), folds);
  const made = new Int32Array(places.length);
  // Rows sorted by class, in the order of their first appearance, are dealt out one by one.
  let dealt = 0;
  let step = 0;
  for (const rows of members.values()) {
    const shares = new Array<number>(folds).fill(0);
    for (let i = 0; i < rows.length; i++, dealt++) {
      shares[dealt % folds] = (shares[dealt % folds] as number) + 1;
    }
    const order = seed === null ? null : permutation(rows.length, seed, step++);
    let at = 0;
    for (const [fold, share] of shares.entries()) {
      for (let i = 0; i < share; i++, at++)
        made[rows[order ? (order[at] as number) : at] as number] = fold;
    }
  }
  return made;
}

function requireRows(where: string, rows: number, folds: number): void {
  if (rows >= folds) return;
  throw new DataError({
    where,
    problem: `\`cv\` must be at most the number of rows, of the largest class where there are classes, which is ${rows}, received ${folds}`,
    fix: rows < 2 ? 'pass more rows' : `pass { cv: ${rows} }`,
  });
}
