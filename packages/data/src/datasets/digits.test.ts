import { ArgumentError, permutation } from '@myelin/core';
import { expect, test } from 'vitest';
import { type DigitsOptions, digits } from './digits.ts';
import type { LabeledImages } from './image-dataset.ts';

const counts = ({ labels }: LabeledImages): number[] => {
  const perClass = new Array<number>(10).fill(0);
  for (const label of labels.data) perClass[label] = (perClass[label] ?? 0) + 1;
  return perClass;
};

// Known facts of sklearn.datasets.load_digits().
const PER_CLASS = [178, 182, 177, 183, 181, 182, 181, 179, 174, 180];
const SUM = 561718;
const FIRST = [
  [0, 0, 5, 13, 9, 1, 0, 0],
  [0, 0, 13, 15, 10, 15, 5, 0],
  [0, 3, 15, 2, 0, 11, 8, 0],
  [0, 4, 12, 0, 0, 8, 8, 0],
  [0, 5, 8, 0, 0, 9, 8, 0],
  [0, 4, 11, 0, 1, 12, 7, 0],
  [0, 2, 14, 5, 10, 12, 0, 0],
  [0, 0, 6, 13, 10, 0, 0, 0],
];

test('the data is that of scikit-learn', async () => {
  const { train, test: empty } = await digits.load({ testFraction: 0 });
  expect(empty.images.shape).toEqual([0, 8, 8]);
  expect(train.images.shape).toEqual([1797, 8, 8]);
  expect([train.images.dtype, train.labels.dtype]).toEqual(['uint8', 'uint8']);
  expect([train.images.min(), train.images.max(), train.images.sum()]).toEqual([0, 16, SUM]);
  expect(counts(train)).toEqual(PER_CLASS);

  const order = permutation(1797, 0);
  const [zero, one, last] = [0, 1, 1796].map((row) => order.indexOf(row)) as [
    number,
    number,
    number,
  ];
  expect(train.images.row(zero).toArray()).toEqual(FIRST);
  expect([zero, one, last].map((row) => train.labels.at(row))).toEqual([0, 1, 8]);
});

test('each class is divided in the same proportion', async () => {
  const { train, test: held } = await digits.load();
  expect(train.images.shape).toEqual([1438, 8, 8]);
  expect(counts(held)).toEqual([36, 36, 35, 37, 36, 36, 36, 36, 35, 36]); // a fifth, rounded
  expect(counts(train)).toEqual([142, 146, 142, 146, 145, 146, 145, 143, 139, 144]);
  expect(train.images.sum() + held.images.sum()).toBe(SUM);
});

test('a seed gives one split, another seed another', async () => {
  const [a, b, c] = await Promise.all([
    digits.load({ seed: 7 }),
    digits.load({ seed: 7 }),
    digits.load({ seed: 8 }),
  ]);
  expect(a.test.images.data).toEqual(b.test.images.data);
  expect(a.test.images.data).not.toEqual(c.test.images.data);
});

test.each([
  [{ testFraction: 1 }, '`testFraction`'],
  [{ testFraction: -0.1 }, '`testFraction`'],
  [{ seed: 0.5 }, '`seed`'],
  [{ testfraction: 0.5 }, 'did you mean `testFraction`'],
])('load(%j) is refused', async (options, name) => {
  const error = await digits.load(options as DigitsOptions).catch((e) => e);
  expect(error).toBeInstanceOf(ArgumentError);
  expect(String(error)).toContain(name);
});
