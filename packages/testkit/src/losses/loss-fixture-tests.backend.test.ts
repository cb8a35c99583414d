import type { LossOptions, Tensor } from '@myelin/core';
import { Loss, mean, ndArray, squaredDifference } from '@myelin/core';
import { expect, test } from 'vitest';
import { onEachBackend } from '../on-each-backend.ts';
import type { LossCase } from './loss-fixture-tests.ts';
import { checkLossCase, lossFixtureTests } from './loss-fixture-tests.ts';

class MeanSquaredError extends Loss {
  readonly className = 'MeanSquaredError';
  constructor(options: LossOptions = {}) {
    super('MeanSquaredError', options, {});
  }
  protected call(yTrue: Tensor, yPred: Tensor): Tensor {
    return mean(squaredDifference(yPred, yTrue), -1);
  }
}

await lossFixtureTests('keras/losses.json', { MeanSquaredError });

onEachBackend('checkLossCase', () => {
  const array = (data: number[]) => ({ shape: [1, 2], dtype: 'float32', data });
  const recorded: LossCase = {
    name: 'by hand',
    class: 'MeanSquaredError',
    config: {},
    yTrue: array([0, 0]),
    yPred: array([1, 3]),
    output: { shape: [], dtype: 'float32', data: [5] },
    grad: array([1, 3]),
  };

  test('accepts value and gradient worked by hand', () => {
    checkLossCase(new MeanSquaredError(), recorded);
  });

  test('tells a wrong gradient from a wrong value', () => {
    expect(() =>
      checkLossCase(new MeanSquaredError(), { ...recorded, grad: array([1, 2]) }),
    ).toThrow(/gradient by yPred: 1 of 2 elements differ/);
    const wrong = { ...recorded, output: { ...ndArray(4), dtype: 'float32', data: [4] } };
    expect(() => checkLossCase(new MeanSquaredError(), wrong)).toThrow(/^1 of 1 elements differ/);
  });
});
