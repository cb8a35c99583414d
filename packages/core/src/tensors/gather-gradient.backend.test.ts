import { expectClose, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { floor, mul } from './arithmetic.ts';
import { tensor } from './creation.ts';
import { valueAndGradients } from './gradient.ts';
import { sum } from './reduction.ts';
import { gather } from './shaping.ts';

onEachBackend('gather', () => {
  test('has a gradient where the indices were computed from what is differentiated', () => {
    using x = tensor([1.5, 0.25, 1.75], 'float32');
    // x gathered at 1, 0, 1, times x: 0.25 · 1.5 + 1.5 · 0.25 + 0.25 · 1.75
    const { value, gradients } = valueAndGradients(() => sum(mul(gather(x, floor(x)), x)), [x]);
    expectClose(value, 1.1875);
    // What each is multiplied with: x[1] and what took x[0]; x[0] and those that took x[1]; x[1].
    expectClose(gradients[0] ?? value, [0.25 + 0.25, 1.5 + 1.5 + 1.75, 0.25]);
    value.dispose();
    gradients[0]?.dispose();
  });
});
