import { DataError, describe } from '@myelin/core';
import type { Fold } from './fold.ts';

/** A fold has rows to learn from and others to be judged by, all of which are there. @throws {@link DataError} */
export function requireFold(where: string, { train, test }: Fold, rows: number): void {
  const isTrained = new Uint8Array(rows);
  for (const row of requireRows(where, 'train', train, rows)) isTrained[row] = 1;
  const both = requireRows(where, 'test', test, rows).find((row) => isTrained[row] === 1);
  if (both === undefined) return;
  throw new DataError({
    where,
    problem: `a fold must not be judged by rows that it learns from, received row ${both} in both parts`,
    fix: 'pass folds that keep the two apart, as every splitter does',
  });
}

function requireRows(where: string, part: string, indices: unknown, rows: number): Int32Array {
  const isList = Array.isArray(indices) || ArrayBuffer.isView(indices);
  const list = isList ? Array.from(indices as ArrayLike<unknown>) : [];
  const wrong = list.find(
    (row) => !(Number.isInteger(row) && Number(row) >= 0 && Number(row) < rows),
  );
  if (list.length > 0 && wrong === undefined) return Int32Array.from(list as number[]);
  throw new DataError({
    where,
    problem:
      wrong === undefined
        ? `\`${part}\` of a fold must be a list of rows, received ${describe(indices)}`
        : `\`${part}\` of a fold must hold whole numbers from 0 to ${rows - 1}, received ${describe(wrong)}`,
    fix: 'pass { train, test } with the numbers of the rows',
  });
}
