import { expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import {
  CategoricalHinge,
  categoricalHinge,
  Hinge,
  hinge,
  SquaredHinge,
  squaredHinge,
} from '../index.ts';

onEachBackend('Hinges', () => {
  test('ask for a margin of 1 on the right side', () => {
    // By hand: right by 2, right by 0.5, wrong by 1.
    using plain = hinge([[1], [-1], [1]], [[2], [-0.5], [-1]]);
    expectClose(plain, [0, 0.5, 2]);
    using squared = squaredHinge([[1], [-1], [1]], [[2], [-0.5], [-1]]);
    expectClose(squared, [0, 0.25, 4]);
    using categorical = categoricalHinge(
      [
        [0, 1, 0],
        [0, 1, 0],
      ],
      [
        [0, 3, 1],
        [0, 1, 1],
      ],
    );
    expectClose(categorical, [0, 1]);
  });

  test('take 0 and 1 for -1 and 1, batch by batch', () => {
    const metric = new Hinge();
    metric.updateState([[0], [1]], [[-2], [0]]); // 0 counts as -1: 0 and 1
    metric.updateState([[-1], [0]], [[-2], [0]]); // among others 0 stays 0: 0 and 1
    using result = metric.result();
    expectClose(result, 0.5);
    metric.resetState();
  });

  test('count each sample by its weight', () => {
    for (const [Metric, expected] of [
      [Hinge, (3 * 0.5 + 2) / 4],
      [SquaredHinge, (3 * 0.25 + 4) / 4],
    ] as const) {
      const metric = new Metric();
      metric.updateState([[-1], [1]], [[-0.5], [-1]], { sampleWeight: [3, 1] });
      using result = metric.result();
      expectClose(result, expected);
      metric.resetState();
    }
  });

  test('refuse shapes that do not match', () => {
    expect(() => new CategoricalHinge().updateState([1], [[1, 2]])).toThrow(
      /CategoricalHinge: targets of shape \[1\] do not match predictions of shape \[1, 2\]/,
    );
  });
});
