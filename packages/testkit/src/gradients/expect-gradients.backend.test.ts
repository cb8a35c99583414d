import type { Tensor } from '@myelin/core';
import { customGradient, matMul, mul, ndArray, relu, square, tanh } from '@myelin/core';
import { expect, test } from 'vitest';
import { onEachBackend } from '../on-each-backend.ts';
import { expectGradients } from './expect-gradients.ts';
import { finiteDifferences } from './finite-differences.ts';
import { randomArray } from './random-array.ts';

onEachBackend('expectGradients', () => {
  const x = randomArray([3, 4], 1);
  const kernel = randomArray([4, 2], 2);

  test('accepts the derivatives of tanh(x · kernel)', () => {
    expectGradients(
      (a, b) => tanh(matMul(a, b)),
      [
        { name: 'x', at: x },
        { name: 'kernel', at: kernel },
      ],
    );
  });

  test('passes over the kinks of relu', () => {
    expectGradients((a) => relu(a), [{ name: 'x', at: ndArray([[-1, 0.001, 2, 3]]) }]);
  });

  test('finds a wrong derivative and names it', () => {
    // 2.2 x in place of 2 x: off by a tenth.
    const wrong = (a: Tensor): Tensor =>
      customGradient(
        [a],
        ([t]) => ({ value: square(t), saved: { t } }),
        (dy, { t }) => [mul(dy, mul(t, 2.2))],
      );
    expect(() => expectGradients(wrong, [{ name: 'x', at: x }])).toThrow(
      /derivative by x\[\d+\] \(shape \[3, 4\]\) is/,
    );
  });

  test('gives no number beside a kink', () => {
    const value = ({ data }: { data: ArrayLike<number> }) => Math.abs(data[0]!) + data[1]! ** 3;
    const [kink, smooth] = finiteDifferences(value, ndArray([0.004, 2]), [0, 1]);
    expect(kink).toBeUndefined();
    expect(smooth).toBeCloseTo(12, 4);
  });
});
