import { DataError, ShapeError } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { recordedLabels } from '../../test-support/recorded-labels.ts';
import { MultiLabelBinarizer } from './multi-label-binarizer.ts';

await recordedLabels('sklearn/categorical.json', { MultiLabelBinarizer });

describe('MultiLabelBinarizer', () => {
  test('takes sets and lists, labels more than once, and none at all', () => {
    const binarizer = new MultiLabelBinarizer().fit([new Set(['drama', 'crime']), ['crime'], []]);
    expect(binarizer.classes).toEqual(['crime', 'drama']);
    expect(binarizer.transform([['drama', 'drama', 'western'], []]).toArray()).toEqual([
      [0, 1],
      [0, 0],
    ]);
    expect(new MultiLabelBinarizer().fitTransform([[2], [1]]).toArray()).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  test('refuses what is no list of labels, and numbers other than 0 and 1', () => {
    expect(() => new MultiLabelBinarizer().fit(['drama'])).toThrow(
      /a list of labels for each sample, received "drama" at 0/,
    );
    expect(() => new MultiLabelBinarizer().fit([['a', 1]])).toThrow(DataError);
    expect(() => new MultiLabelBinarizer({ classes: 'a' as never })).toThrow(
      /`classes` must be a list of labels/,
    );
    const binarizer = new MultiLabelBinarizer().fit([['a', 'b']]);
    expect(() => binarizer.inverseTransform([[0.5, 1]])).toThrow(/0 and 1 only, received 0.5/);
    expect(() => binarizer.inverseTransform([[1]])).toThrow(ShapeError);
  });
});
