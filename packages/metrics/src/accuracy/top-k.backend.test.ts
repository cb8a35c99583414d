import { expectClose, expectNoLeak, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import {
  SparseTopKCategoricalAccuracy,
  sparseTopKCategoricalAccuracy,
  TopKCategoricalAccuracy,
  topKCategoricalAccuracy,
} from '../index.ts';

onEachBackend('Top-k accuracy', () => {
  test('a tie at the border counts as inside', () => {
    // Class 2 shares the first place with two others; three are larger than class 3.
    const scores = [
      [0.5, 0.5, 0.5, 0.1],
      [0.5, 0.5, 0.5, 0.1],
    ];
    using first = sparseTopKCategoricalAccuracy([2, 3], scores, { k: 1 });
    expectClose(first, [1, 0]);
    using third = sparseTopKCategoricalAccuracy([2, 3], scores, { k: 3 });
    expectClose(third, [1, 0]);
    using fourth = sparseTopKCategoricalAccuracy([2, 3], scores, { k: 4 });
    expectClose(fourth, [1, 1]);
  });

  test('an index that is no class is never among them, whatever k', () => {
    const scores = [
      [-1, -2],
      [-1, -2],
      [-1, -2],
    ];
    using matches = sparseTopKCategoricalAccuracy([-1, 2, 1], scores, { k: 9 });
    expectClose(matches, [0, 0, 1]);
  });

  test('a row with a score that is not finite counts as wrong', () => {
    const scores = [
      [0.1, Number.NaN, 0.3],
      [0.1, Infinity, 0.3],
      [0.1, -Infinity, 0.3],
      [0.1, 0.2, 0.3],
    ];
    using matches = sparseTopKCategoricalAccuracy([2, 2, 2, 2], scores, { k: 3 });
    expectClose(matches, [0, 0, 0, 1]);
  });

  test('a single class is always among them', () => {
    using matches = topKCategoricalAccuracy([[1], [0]], [[0.3], [0.7]], { k: 1 });
    expectClose(matches, [1, 1]);
  });

  test('by default five guesses are allowed', () => {
    using matches = topKCategoricalAccuracy(
      [
        [1, 0, 0, 0, 0, 0],
        [0, 1, 0, 0, 0, 0],
      ],
      [
        [1, 2, 3, 4, 5, 6],
        [1, 2, 3, 4, 5, 6],
      ],
    );
    expectClose(matches, [0, 1]);
  });

  test('looks at each step of a sequence', () => {
    const scores = [
      [
        [3, 2, 1],
        [1, 2, 3],
      ],
    ];
    using sparse = sparseTopKCategoricalAccuracy([[1, 0]], scores, { k: 2 });
    expectClose(sparse, [[1, 0]]);
    using column = sparseTopKCategoricalAccuracy([[[1], [0]]], scores, { k: 2 });
    expectClose(column, [[1, 0]]);
  });

  test('takes sorted numbers of classes in place of scores', () => {
    // By hand: 2 is second; 1 is third, too late for k = 2; 7 stands there twice and counts once; one guess in all.
    const guesses = [
      [3, 2, 1],
      [3, 2, 1],
      [7, 7, 0],
    ];
    const metric = new SparseTopKCategoricalAccuracy({ k: 2, fromSortedIds: true });
    metric.updateState([2, 1, 7], guesses);
    using share = metric.result();
    expectClose(share, 2 / 3);
    metric.resetState();
    using few = sparseTopKCategoricalAccuracy([4], [[4]], { k: 5, fromSortedIds: true });
    expectClose(few, [1]);
  });

  test('is exact over an epoch with weights', () => {
    const accuracy = new TopKCategoricalAccuracy({ k: 1 });
    const yTrue = [
      [0, 0, 1],
      [0, 1, 0],
    ];
    const yPred = [
      [0.1, 0.9, 0.8],
      [0.05, 0.95, 0],
    ];
    accuracy.updateState(yTrue, yPred, { sampleWeight: [0.7, 0.3] }); // 0.3 of 1
    accuracy.updateState(yTrue.slice(1), yPred.slice(1), { sampleWeight: [2] }); // 2 of 2
    using share = accuracy.result();
    expectClose(share, 2.3 / 3);
    accuracy.resetState();
  });

  test('refuses other numbers of guesses', () => {
    for (const k of [0, -1, 1.5, Number.NaN, '5' as never]) {
      expect(() => new TopKCategoricalAccuracy({ k })).toThrow(
        /TopKCategoricalAccuracy: `k` must be a whole number of at least 1/,
      );
      expect(() => new SparseTopKCategoricalAccuracy({ k })).toThrow(/`k` must be a whole number/);
      expect(() => topKCategoricalAccuracy([[1, 0]], [[1, 0]], { k })).toThrow(
        /topKCategoricalAccuracy: `k`/,
      );
    }
    expect(() => new SparseTopKCategoricalAccuracy({ fromSortedIds: 1 as never })).toThrow(
      /`fromSortedIds` must be true or false/,
    );
    expect(() => topKCategoricalAccuracy([[1, 0]], [[1, 0]], { K: 1 } as object)).toThrow(
      /did you mean `k`/,
    );
  });

  test('class indices want the sparse one, one-hot targets the other', () => {
    expect(() => topKCategoricalAccuracy([2, 1], [[0.1, 0.6, 0.3]])).toThrow(
      /topKCategoricalAccuracy: targets of shape \[2\] do not match predictions of shape \[1, 3\]/,
    );
    expect(() => sparseTopKCategoricalAccuracy([[0, 1]], [[0.1, 0.9]])).toThrow(
      /sparseTopKCategoricalAccuracy: predictions of shape \[1, 2\] need class indices of shape \[1\]/,
    );
  });

  test('the functions leave no tensor behind', async () => {
    await expectNoLeak(() => {
      topKCategoricalAccuracy([[1, 0]], [[1, 0]]).dispose();
      sparseTopKCategoricalAccuracy([0], [[1, 0]], { k: 1 }).dispose();
    });
  });
});
