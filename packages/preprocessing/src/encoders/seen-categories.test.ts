import { table } from '@myelin/table';
import { expect, test } from 'vitest';
import { seenCategories } from './seen-categories.ts';

test.each([
  ['few whole numbers', [3, -1, 3, null, 0, -0], [-1, 0, 3, null], [1, 2, 2, 1]],
  ['numbers far apart', [1e12, 1, 1e12, -1e12], [-1e12, 1, 1e12], [1, 1, 2]],
  ['fractions', [0.5, null, 0.25, 0.5], [0.25, 0.5, null], [1, 2, 1]],
  ['texts', ['b', null, 'a', 'b'], ['a', 'b', null], [1, 2, 1]],
  ['booleans', [true, false, true], [false, true], [1, 2]],
  ['booleans beside numbers', [true, 0, 2, 1], [0, 1, 2], [1, 2, 1]],
  ['nothing but missing cells', [null, null], [null], [2]],
])('counts %s', (_, cells, categories, counts) => {
  const column = table({ x: cells }).column('x');
  expect(seenCategories('test', column as never)).toEqual({ categories, counts });
});
