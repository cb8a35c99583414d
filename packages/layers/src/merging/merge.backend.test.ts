import { tensor } from '@myelin/core';
import { expectClose, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import type { Merge } from './merge.ts';
import { add, average, concatenate, dot, maximum, minimum, multiply, subtract } from './merge.ts';

onEachBackend('Merging functions', () => {
  test.each<[string, Merge<object>, number[][]]>([
    ['add', add, [[5, 8]]],
    ['subtract', subtract, [[1, -4]]],
    ['multiply', multiply, [[6, 12]]],
    ['average', average, [[2.5, 4]]],
    ['maximum', maximum, [[3, 6]]],
    ['minimum', minimum, [[2, 2]]],
    ['concatenate', concatenate, [[3, 2, 2, 6]]],
    ['dot', dot, [[18]]],
  ])('%s computes what its layer does', (_name, merged, expected) => {
    using y = merged([tensor([[3, 2]]), tensor([[2, 6]])]);
    expectClose(y, expected);
  });

  test('take the options of their layers', () => {
    using y = concatenate([tensor([[1]]), tensor([[2]])], { axis: 0 });
    expectClose(y, [[1], [2]]);
  });
});
