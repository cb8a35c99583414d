import { expectClose, expectGradients, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { atan2, NdArray, tensor } from '../index.ts';

onEachBackend('atan2', () => {
  test('gives the angle in each quarter', () => {
    using angles = atan2(tensor([1, 1, -1, -1, 0, 2]), tensor([1, -1, -1, 1, -3, 0]));
    const { PI } = Math;
    expectClose(angles, [PI / 4, (3 * PI) / 4, (-3 * PI) / 4, -PI / 4, PI, PI / 2]);
  });

  test('has the derivatives of the angle', () => {
    expectGradients(
      (y, x) => atan2(y!, x!),
      [
        { name: 'y', at: new NdArray(Float32Array.of(1, 0.5, -2), [3]) },
        { name: 'x', at: new NdArray(Float32Array.of(2, -1, -0.5), [3]) },
      ],
    );
  });
});
