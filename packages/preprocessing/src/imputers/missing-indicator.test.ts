import { DataError } from '@myelin/core';
import { table } from '@myelin/table';
import { describe, expect, test } from 'vitest';
import { MissingIndicator } from './missing-indicator.ts';

describe('MissingIndicator', () => {
  test('says where values are missing, in the columns that had missing ones', () => {
    const indicator = new MissingIndicator({ errorOnNew: false }).fit([
      [1, null],
      [3, 4],
    ]);
    expect(indicator.features).toEqual([1]);
    expect(
      indicator
        .transform([
          [null, 2],
          [3, null],
        ])
        .toArray(),
    ).toEqual([[0], [1]]);
  });

  test('names its columns after those of the table, texts too', () => {
    const people = table({ age: [1, 2], deck: ['?', 'A'] });
    const made = new MissingIndicator({ missingValues: '?', features: 'all' }).fitTransformTable(
      people,
    );
    expect(made.toColumns()).toEqual({
      missingindicator_age: [0, 0],
      missingindicator_deck: [1, 0],
    });
  });

  test('gives no columns where nothing was missing', () => {
    const indicator = new MissingIndicator().fit([[1], [2]]);
    expect(indicator.transform([[1], [2]]).shape).toEqual([2, 0]);
  });

  test('refuses missing values in a column that had none', () => {
    const indicator = new MissingIndicator().fit(table({ age: [1, null], fare: [1, 2] }));
    const rows = table({ age: [1], fare: [null] });
    expect(() => indicator.transform(rows)).toThrow(DataError);
    expect(() => indicator.transform(rows)).toThrow(
      /column `fare` has missing values, and had none in fit.\n {2}Fix: pass \{ features: 'all' \}/,
    );
  });
});
