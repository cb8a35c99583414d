import { expect, test } from 'vitest';
import { stratifiedSplit } from './stratified-split.ts';

test('takes the rounded share of every class, and every row once', () => {
  const labels = [5, 5, 5, 5, 5, 5, 2, 2, 2, 2, 9];
  const { train, test: held } = stratifiedSplit(labels, 0.5, 3);
  const classes = held.map((row) => labels[row]).sort();
  expect(classes).toEqual([2, 2, 5, 5, 5, 9]); // 6 · ½, 4 · ½ and 1 · ½ rounded up
  expect([...train, ...held].sort((a, b) => a - b)).toEqual(labels.map((_, row) => row));
});
