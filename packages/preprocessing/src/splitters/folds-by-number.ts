import type { Fold } from './fold.ts';

/** One fold after another, from the number of the one in which each row is to be judged by. Rows are in order. */
export function* foldsByNumber(numbers: Int32Array, count: number): Generator<Fold> {
  const sizes = new Int32Array(count);
  for (let row = 0; row < numbers.length; row++) {
    const fold = numbers[row] as number;
    sizes[fold] = (sizes[fold] as number) + 1;
  }
  for (let fold = 0; fold < count; fold++) yield foldOf(numbers, fold, sizes[fold] as number);
}

function foldOf(numbers: Int32Array, fold: number, size: number): Fold {
  const test = new Int32Array(size);
  const train = new Int32Array(numbers.length - size);
  let tested = 0;
  for (let row = 0; row < numbers.length; row++) {
    if (numbers[row] === fold) test[tested++] = row;
    else train[row - tested] = row;
  }
  return { train, test };
}
