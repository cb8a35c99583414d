import { softmax, tensor } from '@myelin/core';
import { expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import {
  BinaryCrossentropy,
  binaryCrossentropy,
  CategoricalCrossentropy,
  categoricalCrossentropy,
  KLDivergence,
  klDivergence,
  Poisson,
  poisson,
  SparseCategoricalCrossentropy,
  sparseCategoricalCrossentropy,
} from '../index.ts';

onEachBackend('Probabilistic metrics', () => {
  const labels = [0, 1, 2];
  const shares = [
    [0.2, 0.3, 0.5],
    [0.1, 0.8, 0.1],
    [0.3, 0.3, 0.4],
  ];

  test('samples of the ignored class count as 0, and not at all where there are weights', () => {
    // Recorded from Keras 3.15.1; by hand (ln 1/0.8 + ln 1/0.4) / 3, then / 2, then (ln 1/0.8 + 3 ln 1/0.4) / 4.
    const metric = new SparseCategoricalCrossentropy({ ignoreClass: 0 });
    const expectAfter = (options: object, expected: number): void => {
      metric.updateState(labels, shares, options);
      using result = metric.result();
      expectClose(result, expected);
      metric.resetState();
    };
    expectAfter({}, 0.37981144);
    expectAfter({ sampleWeight: [1, 1, 1] }, 0.56971717);
    expectAfter({ sampleWeight: [5, 1, 3] }, 0.74300396);
    expectAfter({ mask: tensor([true, true, true]) }, 0.56971717);
    expectAfter({ mask: tensor([true, false, true]), sampleWeight: [5, 1, 3] }, Math.log(1 / 0.4));
  });

  test('all ignored: 0', () => {
    const metric = new SparseCategoricalCrossentropy({ ignoreClass: 0 });
    metric.updateState([0, 0], shares.slice(1), { sampleWeight: [1, 2] });
    using result = metric.result();
    expectClose(result, 0);
    metric.resetState();
  });

  test('classes may stand on another axis', () => {
    const columns = [
      [
        [0.2, 0.9],
        [0.8, 0.1],
      ],
    ]; // [batch, classes, steps]
    const metric = new SparseCategoricalCrossentropy({ axis: 1 });
    metric.updateState([[1, 0]], columns);
    using result = metric.result();
    expectClose(result, (Math.log(1 / 0.8) + Math.log(1 / 0.9)) / 2);
    metric.resetState();
    using dense = categoricalCrossentropy(
      [
        [
          [0, 1],
          [1, 0],
        ],
      ],
      columns,
      { axis: 1 },
    );
    expectClose(dense, [[Math.log(1 / 0.8), Math.log(1 / 0.9)]]);
  });

  test('whole numbers are probabilities, too', () => {
    const metric = new SparseCategoricalCrossentropy();
    metric.updateState(
      [0, 1],
      [
        [1, 0],
        [0, 1],
      ],
    );
    using result = metric.result();
    expectClose(result, 0);
    metric.resetState();
  });

  test('stay finite for certain mistakes, and exact for saturated outputs', () => {
    using binary = binaryCrossentropy([[1], [0]], [[0], [1]]);
    expectClose(binary, [16.118096, 15.942385]); // Keras: -log(1e-7), and -log(1 - (1 - 1e-7)) in float32
    using logits = binaryCrossentropy([[1], [0]], [[-200], [200]], { fromLogits: true });
    expectClose(logits, [200, 200]);
    using divergence = klDivergence([[1, 0]], [[0, 1]]);
    expectClose(divergence, [16.118095]);
    const metric = new CategoricalCrossentropy();
    using scores = tensor([[-200, 200]], 'float32');
    using probabilities = softmax(scores);
    metric.updateState([[1, 0]], probabilities);
    using result = metric.result();
    expectClose(result, 400);
    metric.resetState();
  });

  test('label smoothing moves targets towards the even distribution', () => {
    // By hand: 0.9 of the target, 0.05 of each class of two.
    using categorical = categoricalCrossentropy([[1, 0]], [[0.9, 0.1]], { labelSmoothing: 0.1 });
    expectClose(categorical, [-(0.95 * Math.log(0.9) + 0.05 * Math.log(0.1))]);
    const metric = new BinaryCrossentropy({ labelSmoothing: 0.1 });
    metric.updateState([[1]], [[0.9]]);
    using binary = metric.result();
    expectClose(binary, -(0.95 * Math.log(0.9) + 0.05 * Math.log(0.1)));
    metric.resetState();
  });

  test('functions give one value for each sample', () => {
    using sparse = sparseCategoricalCrossentropy([[2], [0]], shares.slice(0, 2));
    expectClose(sparse, [Math.log(2), Math.log(10)]);
    using counts = poisson([[0, 2]], [[1, 4]]);
    expectClose(counts, [(1 + 4 - 2 * Math.log(4)) / 2]);
  });

  test('distributions that are equal do not diverge', () => {
    for (const Metric of [KLDivergence, Poisson]) {
      const metric = new Metric();
      metric.updateState([[0.25, 0.75]], [[0.25, 0.75]]);
      using result = metric.result();
      const itself = (0.25 - 0.25 * Math.log(0.25) + 0.75 - 0.75 * Math.log(0.75)) / 2;
      expectClose(result, Metric === KLDivergence ? 0 : itself);
      metric.resetState();
    }
  });

  test('refuse options outside their domains', () => {
    expect(() => new BinaryCrossentropy({ labelSmoothing: 2 })).toThrow(
      /BinaryCrossentropy: `labelSmoothing` must be a number of at least 0 and of at most 1/,
    );
    // Keras's class has no axis either; its function has.
    expect(() => new BinaryCrossentropy({ axis: 0 } as object)).toThrow(/`axis` is not an option/);
    expect(() => new CategoricalCrossentropy({ fromLogits: 'yes' as never })).toThrow(
      /`fromLogits` must be true or false/,
    );
    expect(() => new SparseCategoricalCrossentropy({ ignoreClass: 0.5 })).toThrow(
      /`ignoreClass` must be a whole number/,
    );
    const metric = new CategoricalCrossentropy();
    expect(() => metric.updateState([[1]], [[1]])).toThrow(/at least 2 classes/);
    expect(() => metric.updateState([1, 0], [[0.5, 0.5]])).toThrow(
      /CategoricalCrossentropy: targets of shape \[2\] do not match/,
    );
  });
});
