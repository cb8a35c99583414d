import { expect, test } from 'vitest';
import { alignColumns } from './align.ts';

test('left columns begin, all others end at one place', () => {
  const rows = [
    ['work', 'peer', 'ms'],
    ['a', 'longer', '10.5'],
    ['abcdef', 'x', '2'],
  ];
  expect(alignColumns(rows, 2)).toEqual([
    'work    peer      ms',
    'a       longer  10.5',
    'abcdef  x          2',
  ]);
});

test('rows may be shorter than others, and lines end with their last letter', () => {
  expect(alignColumns([['a', 'b'], ['c'], ['d', '']])).toEqual(['a  b', 'c', 'd']);
  expect(alignColumns([])).toEqual([]);
});
