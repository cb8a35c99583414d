/** What losses refuse, and what they answer. */

import { ndArray } from '@myelin/core';
import { onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import {
  BinaryCrossentropy,
  CategoricalCrossentropy,
  categoricalCrossentropy,
  MeanSquaredError,
  SparseCategoricalCrossentropy,
} from './index.ts';

const text = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
  return 'no error';
};

onEachBackend('Losses answer', () => {
  test('an unknown reduction with the nearest one', () => {
    expect(text(() => new MeanSquaredError({ reduction: 'summ' as 'sum' }))).toBe(
      "ArgumentError: MeanSquaredError: `reduction` must be one of 'sum_over_batch_size', 'mean', 'sum', 'mean_with_sample_weight', 'none', received \"summ\".\n  Fix: did you mean 'sum'.",
    );
  });

  test('an unknown option with the nearest one', () => {
    const options = { from_logits: true } as object;
    expect(text(() => new BinaryCrossentropy(options))).toBe(
      'ArgumentError: BinaryCrossentropy: `from_logits` is not an option (received true).\n  Fix: did you mean `fromLogits`.',
    );
    expect(text(() => categoricalCrossentropy([[1, 0]], [[1, 0]], options))).toMatch(
      /^ArgumentError: categoricalCrossentropy: `from_logits` is not an option/,
    );
  });

  test('label smoothing outside [0, 1]', () => {
    expect(text(() => new CategoricalCrossentropy({ labelSmoothing: 1.5 }))).toBe(
      'ArgumentError: CategoricalCrossentropy: `labelSmoothing` must be a number of at least 0 and of at most 1, received 1.5.\n  Fix: pass for example { labelSmoothing: 0.5 }.',
    );
  });

  test('options of another kind, each by its name', () => {
    expect(() => new BinaryCrossentropy({ fromLogits: 1 as unknown as boolean })).toThrow(
      /`fromLogits` must be true or false, received 1/,
    );
    expect(() => new BinaryCrossentropy({ axis: 0.5 })).toThrow(/`axis` must be a whole number/);
    expect(() => new SparseCategoricalCrossentropy({ ignoreClass: 0.5 })).toThrow(
      /`ignoreClass` must be a whole number, received 0.5/,
    );
    expect(() => new SparseCategoricalCrossentropy({ axis: 3 }).apply([0], [[0.5, 0.5]])).toThrow(
      /`axis` must be a whole number from -2 to 1 for rank 2, received 3/,
    );
  });

  test('class indices given to categorical crossentropy', () => {
    const answer = text(() =>
      new CategoricalCrossentropy().apply(
        [2, 0],
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
      ),
    );
    expect(answer).toBe(
      'ShapeError: categoricalCrossentropy: targets of shape [2] do not match predictions of shape [2, 3].\n  Fix: for class indices use the loss sparse_categorical_crossentropy (or make them one-hot with oneHot(labels, 3)); for one number a sample give the last layer 1 unit.',
    );
  });

  test('one-hot targets given to sparse categorical crossentropy', () => {
    const answer = text(() => new SparseCategoricalCrossentropy().apply([[0, 1]], [[0.1, 0.9]]));
    expect(answer).toBe(
      'ShapeError: sparseCategoricalCrossentropy: predictions of shape [1, 2] need class indices of shape [1], received targets of shape [1, 2].\n  Fix: for one-hot targets use the loss categorical_crossentropy (or make them indices with argMax(targets)).',
    );
  });

  test('one output where there should be classes', () => {
    expect(text(() => new SparseCategoricalCrossentropy().apply([0, 1], [[0.1], [0.9]]))).toBe(
      'ShapeError: sparseCategoricalCrossentropy: predictions need at least 2 classes on axis 1, received shape [2, 1].\n  Fix: for one output use the loss binary_crossentropy, or give the last layer one unit for each class.',
    );
    expect(() => categoricalCrossentropy([[1]], [[0.3]])).toThrow(/at least 2 classes/);
  });

  test('targets that would be broadcast', () => {
    expect(text(() => new MeanSquaredError().apply([[1, 2]], [[1, 2, 3]]))).toBe(
      'ShapeError: meanSquaredError: targets of shape [1, 2] do not match predictions of shape [1, 3].\n  Fix: give the last layer 2 units, as many as a target has values.',
    );
    expect(() =>
      new MeanSquaredError().apply(
        [1, 2, 3],
        [
          [1, 2, 3],
          [1, 2, 3],
          [1, 2, 3],
        ],
      ),
    ).toThrow(/targets of shape \[3\] do not match predictions of shape \[3, 3\]/);
  });

  test('sample weights that do not fit', () => {
    const loss = new MeanSquaredError();
    expect(text(() => loss.apply([[1], [2]], [[1], [2]], { sampleWeight: [1, 2, 3] }))).toBe(
      'ShapeError: sampleWeight: shape [3] does not fit values of shape [2].\n  Fix: pass one weight for each sample: shape [2].',
    );
    expect(() => loss.apply([1, 2], [1, 2], { sampleWeight: [1, 2] })).toThrow(
      /give targets and predictions a batch axis: \[n, 1\] instead of \[n\]/,
    );
  });

  test('labels that are no class, where they are in ordinary memory', () => {
    const loss = new SparseCategoricalCrossentropy();
    expect(text(() => loss.checkTargets(ndArray([1, 3, 2]), [null, 3]))).toBe(
      'DataError: SparseCategoricalCrossentropy: labels must be whole numbers from 0 to 2 (there are 3 classes), received 3 at position 1.\n  Fix: number the classes from 0, or give the last layer as many units as there are classes.',
    );
    expect(() => loss.checkTargets(ndArray([0, -1]), [null, 3])).toThrow(
      /received -1 at position 1/,
    );
    loss.checkTargets(ndArray([0, 1, 2]), [null, 3]);
    new SparseCategoricalCrossentropy({ ignoreClass: -1 }).checkTargets(ndArray([0, -1]), [
      null,
      3,
    ]);
  });
});

onEachBackend('Configs of losses', () => {
  test('hold every option and rebuild the loss', () => {
    const loss = new CategoricalCrossentropy({ labelSmoothing: 0.1, reduction: null });
    expect(loss.config).toEqual({
      name: 'categorical_crossentropy',
      reduction: null,
      fromLogits: false,
      labelSmoothing: 0.1,
      axis: -1,
    });
    expect(new CategoricalCrossentropy(loss.config).config).toEqual(loss.config);
    expect(loss.reduction).toBe('none');
  });
});
