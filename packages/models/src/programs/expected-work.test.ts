import { cpu } from '@myelin/backend-cpu';
import { NdArray, shapeSize, useBackend } from '@myelin/core';
import { Conv2D, Dense, Embedding, Flatten, LSTM } from '@myelin/layers';
import { expect, test } from 'vitest';
import { registerAll } from '../../test-support/register-all.ts';
import { Sequential } from '../sequential/sequential.ts';
import { expectedWork } from './expected-work.ts';

registerAll();
await useBackend(cpu);

const zeros = (...shape: number[]) => new NdArray(new Float32Array(shapeSize(shape)), shape);

test('every weight of dense layers counts once a row, of 32 rows', () => {
  using model = new Sequential([
    new Dense({ units: 3, inputShape: [4] }),
    new Dense({ units: 2, useBias: false }),
  ]);
  for (const rows of [1, 32, 500]) expect(expectedWork(model, zeros(rows, 4))).toBe(32 * 21);
});

test('every weight counts for each position in a row, of the input that has the most', () => {
  using model = new Sequential([new Dense({ units: 3, inputShape: [7, 4] })]);
  const sequences = zeros(5, 7, 4);
  expect(expectedWork(model, sequences)).toBe(32 * 7 * 15);
  expect(expectedWork(model, [zeros(5, 3), sequences])).toBe(32 * 7 * 15);
});

test('how much other layers have to do is not told by their weights', () => {
  using images = new Sequential([new Conv2D({ filters: 2, kernelSize: 3, inputShape: [6, 7, 1] })]);
  expect(expectedWork(images, zeros(1, 6, 7, 1))).toBeUndefined();
  using words = new Sequential([
    new Embedding({ inputDim: 5, outputDim: 2, inputShape: [9] }),
    new LSTM({ units: 2 }),
  ]);
  expect(expectedWork(words, zeros(1, 9))).toBeUndefined();
  using shapes = new Sequential([new Flatten({ inputShape: [200, 200] })]);
  expect(expectedWork(shapes, zeros(1, 200, 200))).toBeUndefined();
});
