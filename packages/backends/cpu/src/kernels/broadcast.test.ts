import { expect, test } from 'vitest';
import { broadcast } from './broadcast.ts';

test('equal shapes become one row', () => {
  expect(broadcast([2, 3, 4], [2, 3, 4])).toEqual({
    shape: [2, 3, 4],
    rowSize: 24,
    rows: { length: 1, a: Int32Array.of(0), b: Int32Array.of(0), stepA: 1, stepB: 1 },
  });
});

test('a vector is repeated row by row', () => {
  expect(broadcast([3, 4], [4])).toEqual({
    shape: [3, 4],
    rowSize: 4,
    rows: { length: 3, a: Int32Array.of(0, 4, 8), b: Int32Array.of(0, 0, 0), stepA: 1, stepB: 1 },
  });
});

test('a column stands still within a row', () => {
  const { rowSize, rows } = broadcast([2, 5], [2, 1]);
  expect({ rowSize, ...rows }).toEqual({
    rowSize: 5,
    length: 2,
    a: Int32Array.of(0, 5),
    b: Int32Array.of(0, 1),
    stepA: 1,
    stepB: 0,
  });
});

test('both sides can be repeated along axes of their own', () => {
  const { shape, rowSize, rows } = broadcast([2, 1, 3], [4, 1]);
  expect(shape).toEqual([2, 4, 3]);
  expect(rowSize).toBe(3);
  expect(Array.from(rows.a)).toEqual([0, 0, 0, 0, 3, 3, 3, 3]);
  expect(Array.from(rows.b)).toEqual([0, 1, 2, 3, 0, 1, 2, 3]);
});

test('two scalars make a scalar', () => {
  expect(broadcast([], [1, 1])).toMatchObject({ shape: [1, 1], rowSize: 1, rows: { length: 1 } });
});
