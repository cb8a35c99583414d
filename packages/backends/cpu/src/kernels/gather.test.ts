import { gather, sum, tensor, useBackend, valueAndGradients } from '@myelin/core';
import { expectClose } from '@myelin/testkit';
import { beforeAll, expect, test } from 'vitest';
import { cpu } from '../cpu.ts';

beforeAll(async () => {
  await useBackend(cpu);
});

test('entries of any axis are taken in the order of the indices', () => {
  const x = tensor(
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
    'float32',
  );
  expectClose(gather(x, [1, 0, 1]), [
    [4, 5, 6],
    [1, 2, 3],
    [4, 5, 6],
  ]);
  expectClose(gather(x, [[2], [0]], 1), [
    [[3], [1]],
    [[6], [4]],
  ]);
});

test('the gradient adds up what was taken more than once', () => {
  const x = tensor([[1], [2], [3]], 'float32');
  const { gradients } = valueAndGradients(
    () => sum(gather(x, [2, 0, 2]).mul([[1], [10], [100]])),
    [x],
  );
  expectClose(gradients[0]!, [[10], [0], [101]]);
});

test('the gradient along another axis goes where the entries came from', () => {
  const x = tensor([[1, 2, 3]], 'float32');
  const { gradients } = valueAndGradients(() => sum(gather(x, [2, 2, 1], 1)), [x]);
  expectClose(gradients[0]!, [[0, 1, 2]]);
});

test('indices out of range are refused', () => {
  expect(() => gather(tensor([1, 2], 'float32'), [2])).toThrow(/not in \[0, 1\]/);
});
