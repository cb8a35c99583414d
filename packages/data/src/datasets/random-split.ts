import { permutation } from '@myelin/core';
import type { SplitRows } from './stratified-split.ts';

/** Divides shuffled rows into two parts: the first `floor(count · (1 - testFraction))` are to learn from, as in Keras. */
export function randomSplit(count: number, testFraction: number, seed: number): SplitRows {
  const order = Array.from(permutation(count, seed));
  const learnt = Math.floor(count * (1 - testFraction));
  return { train: order.slice(0, learnt), test: order.slice(learnt) };
}
