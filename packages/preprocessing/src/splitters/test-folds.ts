import type { Fold } from './fold.ts';

/** The fold whose rows to be judged by are those that `isTest` says; all others are learned from. Both are in order. */
export function foldOf(rows: number, isTest: (row: number) => boolean): Fold {
  const train = new Int32Array(rows);
  const test = new Int32Array(rows);
  let trained = 0;
  let tested = 0;
  for (let row = 0; row < rows; row++) {
    if (isTest(row)) test[tested++] = row;
    else train[trained++] = row;
  }
  return { train: train.slice(0, trained), test: test.slice(0, tested) };
}

/** One fold after another, from the number of the one in which each row is to be judged by. */
export function* foldsByNumber(numbers: Int32Array, count: number): Generator<Fold> {
  for (let fold = 0; fold < count; fold++) {
    yield foldOf(numbers.length, (row) => numbers[row] === fold);
  }
}
