import { cpu } from '@myelin/backend-cpu';
import { NdArray, shapeSize, useBackend } from '@myelin/core';
import { Conv2D, Dense } from '@myelin/layers';
import { expect, test } from 'vitest';
import { registerAll } from '../../test-support/register-all.ts';
import { Sequential } from '../sequential/sequential.ts';
import { expectedWork } from './expected-work.ts';

registerAll();
await useBackend(cpu);

const zeros = (...shape: number[]) => new NdArray(new Float32Array(shapeSize(shape)), shape);

test('every weight counts once a row, of 32 rows at least', () => {
  using model = new Sequential([new Dense({ units: 3, inputShape: [4] })]);
  expect(expectedWork(model, zeros(50, 4))).toBe(50 * 15);
  expect(expectedWork(model, zeros(1, 4))).toBe(32 * 15);
  expect(expectedWork(model, zeros(50))).toBe(50 * 15);
});

test('every weight counts for each position in a row, of the input that has the most', () => {
  using model = new Sequential([new Conv2D({ filters: 2, kernelSize: 3, inputShape: [6, 7, 1] })]);
  const images = zeros(40, 6, 7, 1);
  expect(expectedWork(model, images)).toBe(40 * 6 * 7 * 20);
  expect(expectedWork(model, [zeros(40, 3), images])).toBe(40 * 6 * 7 * 20);
});
