import { MeanMetricWrapper, type Metric, tensor } from '@myelin/core';
import { expectClose, expectNoLeak, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import {
  Accuracy,
  BinaryAccuracy,
  BinaryCrossentropy,
  binaryAccuracy,
  CategoricalAccuracy,
  CategoricalCrossentropy,
  CategoricalHinge,
  ConcordanceCorrelation,
  CosineSimilarity,
  categoricalAccuracy,
  Hinge,
  KLDivergence,
  LogCoshError,
  Mean,
  MeanAbsoluteError,
  MeanAbsolutePercentageError,
  MeanSquaredError,
  MeanSquaredLogarithmicError,
  PearsonCorrelation,
  Poisson,
  R2Score,
  RootMeanSquaredError,
  SparseCategoricalAccuracy,
  SparseCategoricalCrossentropy,
  SparseTopKCategoricalAccuracy,
  SquaredHinge,
  Sum,
  sparseCategoricalAccuracy,
  TopKCategoricalAccuracy,
} from './index.ts';

function expectResult(metric: Pick<Metric, 'result'>, expected: number): void {
  using result = metric.result();
  expectClose(result, expected);
}

onEachBackend('Metrics', () => {
  test('are exact over an epoch, not the mean of its batches', () => {
    const accuracy = new BinaryAccuracy();
    accuracy.updateState([1, 1, 1], [[0.9], [0.8], [0.7]]); // 3 of 3
    accuracy.updateState([1], [[0.1]]); // 0 of 1
    expectResult(accuracy, 3 / 4);
  });

  test('count vectors of targets and predictions value by value', () => {
    const accuracy = new Accuracy();
    accuracy.updateState([1, 2, 3], [1, 2, 4]); // 2 of 3
    accuracy.updateState([1], [2]); // 0 of 1
    expectResult(accuracy, 2 / 4);
    accuracy.resetState();
  });

  test('take a weight for each value, too', () => {
    const accuracy = new BinaryAccuracy();
    const sampleWeight = [
      [1, 0],
      [2, 1],
    ];
    // Right, wrong; wrong, right.
    accuracy.updateState(
      [
        [1, 0],
        [1, 1],
      ],
      [
        [0.9, 0.9],
        [0.1, 0.8],
      ],
      { sampleWeight },
    );
    expectResult(accuracy, (1 + 1) / 4);
    accuracy.resetState();
  });

  test('forget on resetState and are 0 before the first batch', () => {
    const error = new MeanSquaredError();
    expectResult(error, 0);
    error.updateState([[0]], [[3]]);
    expectResult(error, 9);
    error.resetState();
    expectResult(error, 0);
  });

  test('count each sample by its weight', () => {
    const error = new MeanAbsoluteError();
    error.updateState([[0], [0]], [[1], [4]], { sampleWeight: [3, 1] });
    expectResult(error, (3 * 1 + 1 * 4) / 4);
  });

  test('leave out what the mask leaves out, weighted or not', () => {
    const accuracy = new SparseCategoricalAccuracy();
    const yPred = [
      [
        [0.9, 0.1],
        [0.2, 0.8],
      ],
      [
        [0.6, 0.4],
        [0.3, 0.7],
      ],
    ];
    const yTrue = [
      [0, 0],
      [1, 1],
    ]; // right, wrong; wrong, right
    const mask = tensor([
      [true, true],
      [false, true],
    ]);
    accuracy.updateState(yTrue, yPred, { mask });
    expectResult(accuracy, 2 / 3);
    accuracy.resetState();
    accuracy.updateState(yTrue, yPred, { mask, sampleWeight: [1, 3] });
    // Steps with weight: 1 right, 1 wrong, 0, 3 right.
    expectResult(accuracy, 4 / 5);
    accuracy.resetState();
  });

  test('a prediction at the threshold counts as 0', () => {
    const accuracy = new BinaryAccuracy();
    accuracy.updateState([0, 1], [[0.5], [0.5]]);
    expectResult(accuracy, 0.5);
    const onLogits = new BinaryAccuracy({ threshold: 0 });
    onLogits.updateState([1, 0], [[0.1], [-0.1]]);
    expectResult(onLogits, 1);
  });

  test('several sigmoid outputs: categorical accuracy looks at the largest, binary at each', () => {
    const yTrue = [[1, 1]];
    const yPred = [[0.9, 0.2]];
    const categorical = new CategoricalAccuracy();
    categorical.updateState(yTrue, yPred);
    expectResult(categorical, 1);
    const binary = new BinaryAccuracy();
    binary.updateState(yTrue, yPred);
    expectResult(binary, 0.5);
  });

  test('the root is taken of the mean over all samples', () => {
    const error = new RootMeanSquaredError();
    error.updateState([[0]], [[1]]);
    error.updateState([[0]], [[7]]);
    expectResult(error, 5); // sqrt((1 + 49) / 2), not (1 + 7) / 2
  });

  test('the loss of an epoch is the mean of its batches, each counting by its size', () => {
    const loss = new Mean({ name: 'loss' });
    loss.updateState(3, { sampleWeight: 4 });
    loss.updateState(1, { sampleWeight: 1 });
    expectResult(loss, 2.6);
  });

  test('a plain function is a metric by its own name', () => {
    const bias = new MeanMetricWrapper({ fn: (yTrue, yPred) => yPred.sub(yTrue), name: 'bias' });
    bias.updateState([1, 2], [[1.5], [3.5]]);
    expectResult(bias, 1);
    expect([bias.name, bias.direction]).toEqual(['bias', undefined]);
  });

  test('know which way is better', () => {
    const directionOf = (Metric: new () => Metric) => new Metric().direction;
    const up = [
      Accuracy,
      BinaryAccuracy,
      CategoricalAccuracy,
      SparseCategoricalAccuracy,
      TopKCategoricalAccuracy,
      SparseTopKCategoricalAccuracy,
      CosineSimilarity,
      R2Score,
      PearsonCorrelation,
      ConcordanceCorrelation,
    ];
    expect(up.map(directionOf)).toEqual(up.map(() => 'up'));
    const down = [
      MeanSquaredError,
      RootMeanSquaredError,
      MeanAbsoluteError,
      MeanAbsolutePercentageError,
      MeanSquaredLogarithmicError,
      LogCoshError,
      BinaryCrossentropy,
      CategoricalCrossentropy,
      SparseCategoricalCrossentropy,
      KLDivergence,
      Poisson,
      Hinge,
      SquaredHinge,
      CategoricalHinge,
    ];
    expect(down.map(directionOf)).toEqual(down.map(() => 'down'));
  });

  test('accuracies as functions give 1 or 0 for each prediction', () => {
    using binary = binaryAccuracy([1, 0], [[0.4], [0.4]], { threshold: 0.3 });
    expectClose(binary, [[1], [0]]);
    using categorical = categoricalAccuracy([[0, 1]], [[0.2, 0.8]]);
    expectClose(categorical, [1]);
    using sparse = sparseCategoricalAccuracy(
      [[1], [0]],
      [
        [0.2, 0.8],
        [0.2, 0.8],
      ],
    );
    expectClose(sparse, [1, 0]);
    expect(() => binaryAccuracy([1], [1], { threshold: Number.NaN })).toThrow(
      /binaryAccuracy: `threshold` must be a number/,
    );
  });

  test('of plain values refuse targets and predictions', () => {
    using one = tensor([[1]]);
    for (const metric of [new Mean(), new Sum()]) {
      expect(() =>
        metric.nextState(metric.initialState(), { yTrue: one, yPred: one } as never),
      ).toThrow(
        `${metric.className}: takes plain values, received targets and predictions.\n  Fix: give \`compile\` what compares them`,
      );
    }
  });

  test('of plain values refuse options that they do not have', () => {
    for (const metric of [new Mean(), new Sum()]) {
      expect(() => metric.updateState([1, 2], [1, 1] as never)).toThrow(
        `${metric.className}: takes one object of options, received [1, 1].\n  Fix: pass weights as { sampleWeight: [1, 2] }.`,
      );
      expect(() => metric.updateState([1, 2], { sampleWeights: [1, 1] } as never)).toThrow(
        /`sampleWeights` is not an option .*\n {2}Fix: did you mean `sampleWeight`/,
      );
      expectResult(metric, 0);
    }
  });

  test('sums count each sample by its weight', () => {
    const total = new Sum();
    total.updateState([1, 3, 5, 7], { sampleWeight: [1, 1, 0, 2] });
    total.updateState(2);
    expectResult(total, 1 + 3 + 14 + 2);
    total.resetState();
    expectResult(total, 0);
  });

  test('leave no tensor behind', async () => {
    await expectNoLeak(() => {
      const error = new RootMeanSquaredError();
      for (let batch = 0; batch < 3; batch++) error.updateState([[0], [1]], [[1], [1]]);
      error.result().dispose();
      error.resetState();
    });
  });

  test('a batch that is refused changes nothing', async () => {
    const accuracy = new SparseCategoricalAccuracy();
    accuracy.updateState([0], [[0.9, 0.1]]);
    await expectNoLeak(() => {
      expect(() => accuracy.updateState([[0, 1]], [[0.9, 0.1]])).toThrow(
        /SparseCategoricalAccuracy: predictions of shape \[1, 2\] need class indices of shape \[1\].*\n.*categorical/,
      );
    });
    expectResult(accuracy, 1);
  });

  test('configs rebuild the metric', () => {
    const accuracy = new BinaryAccuracy({ threshold: 0.3, name: 'mine' });
    expect(accuracy.config).toEqual({ name: 'mine', threshold: 0.3 });
    expect(new BinaryAccuracy(accuracy.config).config).toEqual(accuracy.config);
    expect(() => new BinaryAccuracy({ treshold: 0.3 } as object)).toThrow(
      /did you mean `threshold`/,
    );
    expect(() => new BinaryAccuracy({ threshold: Number.NaN })).toThrow(/`threshold` must be/);
  });
});
