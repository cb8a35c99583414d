import { expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { scalar, tensor, zeros } from '../tensors/creation.ts';
import { valueAndGradients } from '../tensors/gradient.ts';
import { sum } from '../tensors/reduction.ts';
import { reduceLosses } from './reduction.ts';

onEachBackend('reduceLosses', () => {
  const losses = () => tensor([1, 2, 6], 'float32');
  const weight = () => tensor([1, 0.5, 0]);
  const mask = () => tensor([true, true, false]);

  test.each([
    { reduction: 'sum_over_batch_size', plain: 3, weighted: 2 / 3, masked: 1.5, both: 1 },
    { reduction: 'mean', plain: 3, weighted: 2 / 3, masked: 1.5, both: 1 },
    { reduction: 'sum', plain: 9, weighted: 2, masked: 3, both: 2 },
    {
      reduction: 'mean_with_sample_weight',
      plain: 3,
      weighted: 2 / 1.5,
      masked: 1.5,
      both: 2 / 1.5,
    },
  ] as const)('$reduction by hand', ({ reduction, plain, weighted, masked, both }) => {
    expectClose(reduceLosses(losses(), reduction), plain);
    expectClose(reduceLosses(losses(), reduction, weight()), weighted);
    expectClose(reduceLosses(losses(), reduction, undefined, mask()), masked);
    expectClose(reduceLosses(losses(), reduction, weight(), mask()), both);
  });

  test('none keeps the values apart', () => {
    expectClose(reduceLosses(losses(), 'none', weight(), mask()), [1, 1, 0]);
  });

  test('weights that sum to 0 give 0, and gradients of 0', () => {
    const x = losses();
    const { value, gradients } = valueAndGradients(
      () => sum(reduceLosses(x, 'mean_with_sample_weight', zeros([3]))),
      [x],
    );
    expectClose(value, 0);
    expectClose(gradients[0]!, [0, 0, 0]);
  });

  test('a loss that is one number already is weighted, not divided', () => {
    for (const reduction of ['mean', 'sum', 'mean_with_sample_weight', 'none'] as const) {
      expectClose(reduceLosses(scalar(3), reduction, scalar(0.5)), 1.5);
    }
  });

  test('a column of weights fits a vector of losses', () => {
    expectClose(reduceLosses(losses(), 'sum', tensor([[1], [0.5], [0]])), 2);
  });

  test('a mask over time and weights of samples multiply', () => {
    const values = tensor(
      [
        [1, 2],
        [3, 4],
      ],
      'float32',
    );
    const steps = tensor([
      [true, false],
      [true, true],
    ]);
    expectClose(reduceLosses(values, 'sum', tensor([2, 1]), steps), 2 * 1 + 3 + 4);
    expectClose(reduceLosses(values, 'mean', tensor([2, 1]), steps), (2 * 1 + 3 + 4) / 3);
    expectClose(reduceLosses(values, 'sum', tensor([[2], [1]]), steps), 2 * 1 + 3 + 4);
  });

  test('refuses weights with more axes than losses', () => {
    expect(() => reduceLosses(losses(), 'sum', zeros([3, 2]))).toThrow(
      'sampleWeight: shape [3, 2] does not fit values of shape [3].\n  Fix: pass one weight for each sample: shape [3].',
    );
  });
});
