import { expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import type { Tensor } from '../tensors/tensor.ts';
import { LossFunctionWrapper } from './loss-function-wrapper.ts';

const distance = (yTrue: Tensor, yPred: Tensor): Tensor => yTrue.sub(yPred).square().mean(-1);

onEachBackend('LossFunctionWrapper', () => {
  test('compares a vector of targets with a column of predictions pair by pair', () => {
    const loss = new LossFunctionWrapper({ fn: distance });
    using value = loss.apply([1, 2], [[1.5], [3.5]]);
    expectClose(value, 1.25); // (0.25 + 2.25) / 2; all with all would give 1.75
  });

  test('reduces as it is told', () => {
    const loss = new LossFunctionWrapper({ fn: distance, reduction: 'sum' });
    using value = loss.apply([1, 2], [[1.5], [3.5]], { sampleWeight: [1, 2] });
    expectClose(value, 4.75);
  });

  test('takes the name of its function, unless told', () => {
    expect(new LossFunctionWrapper({ fn: distance }).name).toBe('distance');
    expect(new LossFunctionWrapper({ fn: distance, name: 'far' }).name).toBe('far');
  });

  test('asks for a function', () => {
    expect(() => new LossFunctionWrapper({ fn: 'mse' as never })).toThrow(
      'LossFunctionWrapper: `fn` must be a function, received "mse".\n  Fix: pass { fn: (yTrue, yPred) => … }, which returns one loss per sample.',
    );
    expect(() => new LossFunctionWrapper({} as never)).toThrow(/`fn` is required/);
  });
});
