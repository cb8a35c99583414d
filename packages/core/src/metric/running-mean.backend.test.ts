import { expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { scalar, tensor } from '../tensors/creation.ts';
import { emptyMean, extendMean, meanSoFar } from './running-mean.ts';

onEachBackend('A running mean', () => {
  test('of nothing is 0', () => {
    expectClose(meanSoFar(emptyMean()), 0);
  });

  test('weighs numbers of batches by the size of the batch', () => {
    const first = extendMean(emptyMean(), scalar(3), scalar(4));
    const second = extendMean(first, scalar(1), scalar(1));
    expectClose(meanSoFar(second), 2.6);
  });

  test('averages the values of a sample before the samples', () => {
    const state = extendMean(
      emptyMean(),
      tensor(
        [
          [1, 3],
          [5, 7],
        ],
        'float32',
      ),
    );
    expectClose(meanSoFar(state), 4);
    const weighted = extendMean(
      emptyMean(),
      tensor(
        [
          [1, 3],
          [5, 7],
        ],
        'float32',
      ),
      tensor([3, 1]),
    );
    expectClose(meanSoFar(weighted), (3 * 2 + 1 * 6) / 4);
  });

  test('keeps a value whose weights are all 0 out', () => {
    const state = extendMean(emptyMean(), tensor([2, 2], 'float32'), tensor([1, 1]));
    expectClose(meanSoFar(extendMean(state, tensor([9, 9], 'float32'), tensor([0, 0]))), 2);
  });

  test('refuses weights that do not fit', () => {
    expect(() => extendMean(emptyMean(), tensor([1, 2], 'float32'), tensor([1, 2, 3]))).toThrow(
      /sampleWeight: shape \[3\] does not fit values of shape \[2\]/,
    );
  });
});
