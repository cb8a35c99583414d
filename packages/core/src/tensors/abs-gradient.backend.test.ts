import { expectClose, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { abs } from './arithmetic.ts';
import { tensor } from './creation.ts';
import { gradient } from './gradient.ts';
import { sum } from './reduction.ts';

onEachBackend('abs', () => {
  test('has a gradient of 0 at 0', () => {
    expectClose(gradient((x) => sum(abs(x)))(tensor([-2, 0, 3], 'float32')), [-1, 0, 1]);
  });

  test('does not hide a NaN', () => {
    const slope = gradient((x) => sum(abs(x)))(tensor([-2, Number.NaN, Infinity], 'float32'));
    expectClose(slope, [-1, Number.NaN, 1]);
  });
});
