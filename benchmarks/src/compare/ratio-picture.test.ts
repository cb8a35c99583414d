import { expect, test } from 'vitest';
import { runOf } from '../../test-support/run-of.ts';
import { compare } from './comparison.ts';
import { ratioPicture } from './ratio-picture.ts';

const barsOf = (ours: number): RegExpMatchArray[] => {
  const runs = [
    ...[runOf('faster', 'myelin-cpu', ours), runOf('faster', 'jax-jit', 8)],
    ...[runOf('slower', 'myelin-cpu', 2), runOf('slower', 'jax-jit', 1)],
    runOf('alone', 'myelin-cpu', 1),
  ];
  const svg = ratioPicture(compare(runs, 'myelin-cpu'));
  return [...svg.matchAll(/<rect x="([\d.]+)" y="\d+" width="([\d.]+)"/g)];
};

test('equal factors are equal lengths: 4 times faster is twice as long as 2 times slower', () => {
  const [faster, slower, ...others] = barsOf(2);
  expect(others).toEqual([]);
  const [start, width] = [Number(faster?.[1]), Number(faster?.[2])];
  expect(width).toBeCloseTo(2 * Number(slower?.[2]), 0);
  expect(Number(slower?.[1]) + Number(slower?.[2])).toBeCloseTo(start, 0);
});

test('there is a picture of nothing too', () => {
  expect(ratioPicture([])).toMatch(/^<svg[\s\S]*<\/svg>\n$/);
});
