import { expect, test } from 'vitest';
import { type Waiting, waitsBetween, waitsInLoop } from './waits.ts';

const stage = (reads: readonly number[], writes: readonly number[], isAlone = false): Waiting => {
  const places = (all: readonly number[]) => all.map((one) => ({ begin: one, end: one + 1 }));
  return { isAlone, footprint: { reads: places(reads), writes: places(writes) } };
};

test('stages wait where they touch what others write', () => {
  const all = [stage([], [1]), stage([], [2]), stage([1, 2], [3]), stage([2], [4])];
  expect(waitsBetween(all)).toEqual([false, false, true, false]);
});

test('what one thread does alone does not wait for what it did alone', () => {
  expect(waitsBetween([stage([], [1], true), stage([1], [2], true)])).toEqual([false, false]);
  expect(waitsBetween([stage([], [1], true), stage([1], [2])])).toEqual([false, true]);
});

test('the last stage waits in any case if it is told to', () => {
  expect(waitsBetween([stage([], [1]), stage([], [2])], true)).toEqual([false, true]);
});

test('a step waits for the step before, and for what comes before the loop', () => {
  // Place 1 is carried: read by the first stage, written by the second.
  const step = [stage([1, 10], [2]), stage([2], [1])];
  expect(waitsInLoop([], [step, step])).toEqual([true, true]);
  const own = [stage([10], [20])];
  expect(waitsInLoop([stage([], [10])], [own, own])).toEqual([true]);
});

test('a step does not wait for what the step before did elsewhere', () => {
  const at = (t: number): Waiting[] => [stage([10 + t], [20 + t])];
  expect(waitsInLoop([], [at(0), at(1)])).toEqual([false]);
  // A step that reads what the one before put out does.
  const shifted = (t: number): Waiting[] => [stage([19 + t], [20 + t])];
  expect(waitsInLoop([], [shifted(0), shifted(1)])).toEqual([true]);
});
