import { ArgumentError, NdArray, requireWholeNumber } from '@myelin/core';
import { ArraySpec } from './element-spec.ts';
import { flowing } from './flow.ts';
import { paced } from './list-source.ts';
import type { Source } from './source.ts';

/** Whole numbers as scalars, from `start` up to but not including `stop`. */
export function range(start: number, stop: number, step: number): Source<NdArray> {
  const where = 'Dataset.range';
  const limits = { min: -(2 ** 31), max: 2 ** 31 - 1 };
  requireWholeNumber(where, 'start', start, limits);
  requireWholeNumber(where, 'stop', stop, limits);
  requireWholeNumber(where, 'step', step, limits);
  if (step === 0) {
    throw new ArgumentError({
      where,
      problem: '`step` must not be 0, received 0',
      fix: 'pass 1, or -1 to count down',
    });
  }
  const count = Math.max(0, Math.ceil((stop - start) / step));
  return {
    cardinality: count,
    elementSpec: new ArraySpec({ shape: [], dtype: 'int32' }),
    open: () => flowing(() => paced(numbers(start, step, count))),
  };
}

function* numbers(start: number, step: number, count: number): Generator<NdArray> {
  for (let i = 0; i < count; i++) yield new NdArray(Int32Array.of(start + i * step), []);
}
