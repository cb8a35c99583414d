import { expect, test } from 'vitest';
import { unitOf } from './unit.ts';

test.each([
  { work: 'mlp128_b32', label: 'ms a step', shown: 2 },
  { work: 'predict_one', label: 'µs a call', shown: 2000 },
  { work: 'predict_10000', label: 'rows/s', shown: 5_000_000 },
])('2 ms of $work are $shown $label', ({ work, label, shown }) => {
  const unit = unitOf(work);
  expect([unit.label, unit.from(2)]).toEqual([label, shown]);
});
