import { matMul, ndArray, tensor, useBackend } from '@myelin/core';
import { expectClose } from '@myelin/testkit';
import { beforeAll, expect, test } from 'vitest';
import { cpu } from '../cpu.ts';

beforeAll(async () => {
  await useBackend(cpu);
});

test('each operand may repeat another batch axis', () => {
  // a holds the numbers 1 and 2 along the first axis, b 10, 20 and 30 along the second.
  const a = tensor(ndArray([1, 2]).reshape([2, 1, 1, 1]), 'float32');
  const b = tensor(ndArray([10, 20, 30]).reshape([1, 3, 1, 1]), 'float32');
  const y = matMul(a, b);
  expect(y.shape).toEqual([2, 3, 1, 1]);
  expectClose(y.reshape([2, 3]), [
    [10, 20, 30],
    [20, 40, 60],
  ]);
});

test('a product with nothing to add up is zero', () => {
  const y = matMul(tensor([], 'float32', [2, 0]), tensor([], 'float32', [0, 3]));
  expectClose(y, [
    [0, 0, 0],
    [0, 0, 0],
  ]);
});

test('sizes that do not fit are refused', () => {
  expect(() => matMul([[1, 2]], [[1, 2]])).toThrow(/matMul/);
});
