import { DataError } from '@myelin/core';
import { expect, test } from 'vitest';
import { Normalizer } from './normalizer.ts';

test.each([
  ['l1', [3 / 7, -4 / 7]],
  ['l2', [0.6, -0.8]],
  ['max', [0.75, -1]],
] as const)('%s: rows get length 1, and a row of zeros stays one', (norm, expected) => {
  const rows = [
    [3, -4],
    [0, 0],
  ];
  expect(new Normalizer({ norm }).fitTransform(rows).toArray()).toEqual([expected, [0, 0]]);
});

test('refuses missing values, and says how to mend them', () => {
  const learn = (): unknown => new Normalizer().fit([[1, Number.NaN]]);
  expect(learn).toThrow(DataError);
  expect(learn).toThrow(
    /received a missing value in column `x1`, row 0.\n {2}Fix: fill it in first/,
  );
});
