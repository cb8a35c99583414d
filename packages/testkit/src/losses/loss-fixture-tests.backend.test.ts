import type { LossOptions, Tensor } from '@myelin/core';
import { Loss, mean, ndArray, squaredDifference } from '@myelin/core';
import { expect, test } from 'vitest';
import { waysToRun } from '../execution/run-step.ts';
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

onEachBackend('checkLossCase', (backend) => {
  const { run } = waysToRun(backend)[0]!;
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

  test('accepts value and gradient worked by hand', async () => {
    await checkLossCase(new MeanSquaredError(), recorded, run);
  });

  test('tells a wrong gradient from a wrong value', async () => {
    await expect(
      checkLossCase(new MeanSquaredError(), { ...recorded, grad: array([1, 2]) }, run),
    ).rejects.toThrow(/gradient by yPred: 1 of 2 elements differ/);
    const wrong = { ...recorded, output: { ...ndArray(4), dtype: 'float32', data: [4] } };
    await expect(checkLossCase(new MeanSquaredError(), wrong, run)).rejects.toThrow(
      /^1 of 1 elements differ/,
    );
  });
});
