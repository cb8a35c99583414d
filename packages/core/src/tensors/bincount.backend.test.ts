import { expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { add } from './arithmetic.ts';
import { bincount } from './bincount.ts';
import { tensor } from './creation.ts';
import { gradient } from './gradient.ts';
import { sum } from './reduction.ts';
import { cast } from './shaping.ts';

onEachBackend('bincount', () => {
  test('counts whole numbers of any shape', () => {
    const values = [
      [1, 0, 1],
      [3, 1, 0],
    ];
    using counts = bincount(tensor(values), 5);
    expectClose(counts, [2, 3, 0, 1, 0]);
  });

  test('counts neither negative numbers nor those that are too large', () => {
    using counts = bincount(tensor([-1, 2, 0, 7]), 3);
    expectClose(counts, [1, 0, 1]);
  });

  test('counts many values exactly', () => {
    const values = Int32Array.from({ length: 70_000 }, (_, i) => i % 256);
    using counts = bincount(tensor(values), 256);
    // 70000 = 273 · 256 + 112
    const expected = Array.from({ length: 256 }, (_, i) => (i < 112 ? 274 : 273));
    expect(Array.from(counts.dataSync())).toEqual(expected);
  });

  test('does not change with small changes of what is counted', () => {
    const slope = gradient((x) => sum(add(sum(bincount(cast(x, 'int32'), 4)), x)));
    expectClose(slope(tensor([1.5, 2.5])), [1, 1]);
  });
});
