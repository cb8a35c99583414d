import { ArgumentError, permutation, RandomSource, setRandomSeed } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { collect } from '../../test-support/collect.ts';
import type { Dataset } from './dataset.ts';
import { fromArrays } from './from-arrays.ts';

const values = Array.from({ length: 20 }, (_, i) => i);
const numbers = fromArrays(
  values,
  values.map((value) => 10 * value),
);
const pass = async (dataset: Dataset): Promise<number[]> =>
  (await collect(dataset)).map(({ x }) => x.at());
const sorted = (list: number[]): number[] => [...list].sort((a, b) => a - b);

test('a full shuffle is a permutation, and x and y stay together', async () => {
  const elements = await collect(numbers.shuffle(undefined, { seed: 3 }));
  const order = elements.map(({ x }) => x.at());
  expect(order).not.toEqual(values);
  expect(sorted(order)).toEqual(values);
  for (const { x, y } of elements) expect(y.at()).toBe(10 * x.at());
});

test('the order is the documented one: a permutation with the first word of the pass', async () => {
  const fixed = { seed: 3, reshuffleEachIteration: false };
  const order = permutation(20, new RandomSource(3).word());
  expect(await pass(numbers.shuffle(20, fixed))).toEqual([...order]);
});

test('every pass has its own order, and the same passes follow from the same seed', async () => {
  const [a, b] = [numbers.shuffle(20, { seed: 1 }), numbers.shuffle(20, { seed: 1 })];
  const first = await pass(a);
  const second = await pass(a);
  expect(second).not.toEqual(first);
  expect([await pass(b), await pass(b)]).toEqual([first, second]);
});

test('reshuffleEachIteration: false keeps the order', async () => {
  const dataset = numbers.shuffle(20, { seed: 1, reshuffleEachIteration: false });
  expect(await pass(dataset)).toEqual(await pass(dataset));
});

test('without a seed the order follows setRandomSeed', async () => {
  const orders: number[][] = [];
  for (const seed of [5, 5, 6]) {
    setRandomSeed(seed);
    orders.push(await pass(numbers.shuffle()));
  }
  expect(orders[0]).toEqual(orders[1]);
  expect(orders[0]).not.toEqual(orders[2]);
});

test('a small buffer holds back at most its size', async () => {
  const order = await pass(numbers.shuffle(5, { seed: 2 }));
  expect(sorted(order)).toEqual(values);
  expect(order).not.toEqual(values);
  // Place i is filled from the buffer: element i + 5 has not been read yet.
  for (const [place, value] of order.entries()) expect(value).toBeLessThanOrEqual(place + 5);
});

test('a buffer of one changes nothing', async () => {
  expect(await pass(numbers.shuffle(1, { seed: 2 }))).toEqual(values);
});

test('mapping first gives the same order as mapping afterwards', async () => {
  const before = numbers.map((element) => element).shuffle(7, { seed: 9 });
  expect(await pass(before)).toEqual(await pass(numbers.shuffle(7, { seed: 9 })));
});

test('a small buffer makes the orders of tf.data, each as likely as there', async () => {
  // By hand, and seen in 4000 passes of tf.data: 0 and 1 wait for the first draw, what is left and 2 for the second.
  const three = fromArrays([0, 1, 2]).shuffle(2, { seed: 5 });
  const counts = new Map<string, number>();
  for (let pass = 0; pass < 4000; pass++) {
    const order = (await collect(three)).map(({ x }) => x.at()).join('');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect([...counts.keys()].sort()).toEqual(['012', '021', '102', '120']);
  // Four standard deviations of a count: 4 · √(4000 · 0.25 · 0.75) = 110.
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(110);
});

test('every place is as likely for every element', async () => {
  const dataset = fromArrays([0, 1, 2]).shuffle(3, { seed: 4 });
  const firsts = [0, 0, 0];
  for (let i = 0; i < 3000; i++) {
    const [first = 0] = await pass(dataset);
    firsts[first] = (firsts[first] ?? 0) + 1;
  }
  for (const count of firsts) expect(Math.abs(count - 1000)).toBeLessThan(100); // 4 standard deviations
});

describe('refuses, naming the option,', () => {
  test.each([
    [0, {}, '`bufferSize`'],
    [1.5, {}, '`bufferSize`'],
    [5, { seed: -1 }, '`seed`'],
    [5, { reshuffleEachIteration: 1 }, '`reshuffleEachIteration`'],
    [5, { reshuffle: true }, '`reshuffle` is not an option'],
  ])('shuffle(%j, %j)', (bufferSize, options, name) => {
    const build = () => numbers.shuffle(bufferSize, options as object);
    expect(build).toThrow(ArgumentError);
    expect(build).toThrow(name);
  });

  test('a missing buffer size behind repeat()', () => {
    expect(() => numbers.repeat().shuffle()).toThrow(
      '`bufferSize` must be given for a data set with cardinality Infinity',
    );
  });
});
