import { expectClose, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { add, floor, mul } from './arithmetic.ts';
import { tensor } from './creation.ts';
import { gradient } from './gradient.ts';
import { sum } from './reduction.ts';
import { cast, gather } from './shaping.ts';
import { stepFunction } from './step-function.ts';

onEachBackend('stepFunction', () => {
  test('gives what the function gives, which may look up by number', () => {
    using x = tensor([0.5, 2.9, 1.1], 'float32');
    using y = stepFunction(x, (t) => gather(tensor([10, 20, 30], 'float32'), cast(t, 'int32')));
    expectClose(y, [10, 30, 20]);
  });

  test('has the derivative 0', () => {
    const slope = gradient((x) =>
      sum(
        add(
          mul(
            stepFunction(x, (t) => mul(floor(t), t)),
            5,
          ),
          x,
        ),
      ),
    );
    expectClose(slope(tensor([0.5, 2.9])), [1, 1]);
  });
});
