import { deserialize, metricCatalog, serialize } from '@myelin/core';
import { expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import {
  CosineSimilarity,
  LogCoshError,
  logCosh,
  MeanAbsolutePercentageError,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredError,
  meanSquaredLogarithmicError,
  metrics,
} from '../index.ts';

onEachBackend('Regression metrics', () => {
  test('functions give one value for each sample', () => {
    const yTrue = [
      [1, 2],
      [4, 4],
    ];
    const yPred = [
      [2, 4],
      [4, 3],
    ];
    using squared = meanSquaredError(yTrue, yPred);
    expectClose(squared, [2.5, 0.5]);
    using absolute = meanAbsoluteError(yTrue, yPred);
    expectClose(absolute, [1.5, 0.5]);
    using percent = meanAbsolutePercentageError(yTrue, yPred);
    expectClose(percent, [100, 12.5]);
    using logarithmic = meanSquaredLogarithmicError([[0, Math.E - 1]], [[Math.E - 1, 0]]);
    expectClose(logarithmic, [1]);
  });

  test('a target of 0 counts as 1e-7 where errors are in percent', () => {
    const metric = new MeanAbsolutePercentageError();
    metric.updateState([[0]], [[1]]);
    using result = metric.result();
    expectClose(result, 1e9);
    metric.resetState();
  });

  test('logarithms take no number below 0', () => {
    using same = meanSquaredLogarithmicError([[-5]], [[-0.5]]);
    expectClose(same, [0]);
  });

  test('log-cosh is half the square of small errors and linear in large ones', () => {
    using small = logCosh([[0]], [[1e-3]]);
    expectClose(small, [5e-7]);
    using large = logCosh([[0]], [[-1000]]);
    expectClose(large, [1000 - Math.log(2)]);
    expect(new LogCoshError().name).toBe('logcosh');
    expect(new LogCoshError({ name: 'mine' }).name).toBe('mine');
  });

  test('cosine similarity is 1 for equal directions and 0 with zeros', () => {
    const metric = new CosineSimilarity();
    metric.updateState(
      [
        [3, 4],
        [0, 0],
      ],
      [
        [30, 40],
        [1, 1],
      ],
      { sampleWeight: [3, 1] },
    );
    using result = metric.result();
    expectClose(result, 0.75);
    metric.resetState();
  });

  test('the axis of a cosine similarity is kept in files, as Keras fails to do', () => {
    metricCatalog.register(metrics);
    const written = serialize(new CosineSimilarity({ axis: 0 }));
    expect(written.config).toEqual({ dtype: 'float32', name: 'cosine_similarity', axis: 0 });
    expect((deserialize(written) as unknown as CosineSimilarity).config.axis).toBe(0);
    expect(serialize(new CosineSimilarity()).config).toEqual({
      dtype: 'float32',
      name: 'cosine_similarity',
    });
    const metric = new CosineSimilarity({ axis: 3 });
    expect(() => metric.updateState([[1]], [[1]])).toThrow(/`axis` must be a whole number from -2/);
    expect(() => new CosineSimilarity({ axis: 'last' as never })).toThrow(/`axis` must be/);
  });

  test('a NaN in a prediction is not hidden', () => {
    using errors = meanAbsoluteError([[1], [1]], [[Number.NaN], [2]]);
    expectClose(errors, [Number.NaN, 1]);
  });
});
