import { ArgumentError, permutation } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { breastCancer } from './breast-cancer.ts';
import { diabetes } from './diabetes.ts';
import { iris } from './iris.ts';
import type { FeaturesAndTargets } from './tabular-dataset.ts';
import { wine } from './wine.ts';

const counts = ({ y }: FeaturesAndTargets): number[] => {
  const perClass: number[] = [];
  for (const label of y.data) perClass[label] = (perClass[label] ?? 0) + 1;
  return perClass;
};

// Figures of scikit-learn's loaders.
describe.each([
  { data: iris, shape: [150, 4], sum: 2078.7, classes: [50, 50, 50], row: [5.1, 3.5, 1.4, 0.2] },
  { data: wine, shape: [178, 13], sum: 159975.295999, classes: [59, 71, 48], row: [14.23, 1.71] },
  {
    data: breastCancer,
    shape: [569, 30],
    sum: 1056474.4596356,
    classes: [212, 357],
    row: [17.99, 10.38, 122.8, 1001],
  },
])('$data.name', ({ data, shape, sum, classes, row }) => {
  test('has the values of scikit-learn', async () => {
    const { train, test: empty } = await data.load({ testFraction: 0 });
    expect(empty.x.shape).toEqual([0, shape[1]]);
    expect(train.x.shape).toEqual(shape);
    expect([train.x.dtype, train.y.dtype]).toEqual(['float64', 'uint8']);
    expect(train.x.sum()).toBeCloseTo(sum, 6);
    expect(counts(train)).toEqual(classes);
    const first = permutation(shape[0] as number, 0).indexOf(0);
    expect([...train.x.row(first).data].slice(0, row.length)).toEqual(row);
    expect(train.y.at(first)).toBe(0);
  });

  test('comes as a table in the order of the source', async () => {
    const table = await data.table();
    expect(table.columnNames).toEqual([...data.featureNames, data.targetName]);
    expect(table.length).toBe(shape[0]);
    expect(Object.values(table.row(0)).slice(0, row.length)).toEqual(row);
    expect(table.row(0)[data.targetName]).toBe(data.classNames[0]);
    expect(table.row(-1)[data.targetName]).toBe(data.classNames.at(-1));
  });
});

test('each class is divided in the same proportion', async () => {
  const { train, test: held } = await iris.load();
  expect([counts(train), counts(held)]).toEqual([
    [40, 40, 40],
    [10, 10, 10],
  ]);
});

test('a seed gives one split, another seed another', async () => {
  const [a, b, c] = await Promise.all([7, 7, 8].map((seed) => iris.load({ seed })));
  expect(a?.test.x.data).toEqual(b?.test.x.data);
  expect(a?.test.x.data).not.toEqual(c?.test.x.data);
});

describe('diabetes', () => {
  test('is scaled as in scikit-learn', async () => {
    const { train } = await diabetes.load({ testFraction: 0 });
    const first = permutation(442, 0).indexOf(0);
    const expected = [0.038075906433423026, 0.05068011873981862, 0.061696206518683294];
    for (const [i, value] of expected.entries()) {
      expect(train.x.at(first, i)).toBeCloseTo(value, 12);
    }
    expect(train.y.at(first)).toBe(151);
    expect([train.y.dtype, train.y.sum()]).toEqual(['float64', 67243]);
  });

  test('or comes as it was measured', async () => {
    const { train, test: held } = await diabetes.load({ scaled: false });
    expect([train.x.shape, held.x.shape]).toEqual([
      [353, 10],
      [89, 10], // floor(442 · 0.8) = 353 stay
    ]);
    expect(train.x.sum() + held.x.sum()).toBeCloseTo(276404.2336, 6);
    expect((await diabetes.table()).row(0)).toEqual({
      age: 59,
      sex: 2,
      bmi: 32.1,
      bp: 101,
      s1: 157,
      s2: 93.2,
      s3: 38,
      s4: 4,
      s5: 4.8598,
      s6: 87,
      progression: 151,
    });
  });

  test.each([
    [{ scaled: 1 }, '`scaled`'],
    [{ testFraction: 1 }, '`testFraction`'],
    [{ sclaed: true }, 'did you mean `scaled`'],
  ])('load(%j) is refused', async (options, name) => {
    const error = await diabetes.load(options as object).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ArgumentError);
    expect(String(error)).toContain(name);
  });
});
