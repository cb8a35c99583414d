import { expect, test } from 'vitest';
import { joinedAxes } from './joined-axes.ts';

test('joins axes that stay whole with the one before them', () => {
  const cut = [1, 2];
  expect(joinedAxes([2, 3, 4, 5, 6], (axis) => !cut.includes(axis))).toEqual([
    { axis: 0, size: 2, inner: 1 },
    { axis: 1, size: 3, inner: 1 },
    { axis: 2, size: 120, inner: 30 },
  ]);
});

test('joins all axes if all stay whole', () => {
  expect(joinedAxes([2, 3], () => true)).toEqual([{ axis: 0, size: 6, inner: 3 }]);
  expect(joinedAxes([], () => true)).toEqual([]);
});
