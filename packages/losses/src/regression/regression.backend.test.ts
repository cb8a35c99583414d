import { sum, tensor, valueAndGradients } from '@myelin/core';
import { expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { CosineSimilarity } from './cosine-similarity.ts';
import { Huber, huber } from './huber.ts';
import { LogCosh } from './log-cosh.ts';

onEachBackend('Losses of numbers', () => {
  test('Huber goes on straight where the parabola ends', () => {
    const yPred = tensor([[0.5], [2], [-2], [5]], 'float32');
    const { gradients } = valueAndGradients(
      () => sum(huber([[0], [0], [0], [0]], yPred, { delta: 2 })),
      [yPred],
    );
    expectClose(huber([[0], [0], [0], [0]], yPred, { delta: 2 }), [0.125, 2, 2, 8]);
    expectClose(gradients[0]!, [[0.5], [2], [-2], [2]]);
  });

  test('Huber of equal vectors is 0, and so is its gradient', () => {
    const yPred = tensor([[1, 2]], 'float32');
    const { value, gradients } = valueAndGradients(
      () => new Huber().apply([[1, 2]], yPred),
      [yPred],
    );
    expectClose(value, 0);
    expectClose(gradients[0]!, [[0, 0]]);
  });

  test('log-cosh of huge errors stays finite', () => {
    using value = new LogCosh().apply([[0]], [[1e30]]);
    expectClose(value, 1e30);
  });

  test('a cosine is best at -1', () => {
    using value = new CosineSimilarity().apply(
      [
        [1, 2],
        [0, 0],
      ],
      [
        [2, 4],
        [1, 1],
      ],
    );
    expectClose(value, -0.5);
  });

  test('delta must be above 0', () => {
    expect(() => new Huber({ delta: 0 })).toThrow(
      'Huber: `delta` must be a number above 0, received 0.\n  Fix: pass for example { delta: 1 }.',
    );
  });

  test('Huber has the name that Keras gives it', () => {
    expect(new Huber().name).toBe('huber_loss');
    expect(new Huber({ name: 'mine' }).name).toBe('mine');
    expect(new Huber(new Huber({ delta: 2 }).config).config).toEqual({
      name: 'huber_loss',
      reduction: 'sum_over_batch_size',
      delta: 2,
    });
  });
});
