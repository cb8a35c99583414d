/** Where losses could go wrong: certain predictions, huge logits, masks without a value, wrong shapes. */

import { gradient, sum, tensor, tidy, valueAndGradients, zeros } from '@myelin/core';
import { expectClose, expectNoLeak, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import {
  BinaryCrossentropy,
  binaryCrossentropy,
  categoricalCrossentropy,
  MeanAbsoluteError,
  MeanSquaredError,
  SparseCategoricalCrossentropy,
  sparseCategoricalCrossentropy,
} from './index.ts';

onEachBackend('Losses at the edges', () => {
  test('probabilities of 0 and 1 are clipped to 1e-7 and 1 - 1e-7', () => {
    using wrong = binaryCrossentropy([[1]], [[0]]);
    expectClose(wrong, [16.118096]); // -log 1e-7
    using certain = binaryCrossentropy([[0]], [[1]]);
    expectClose(certain, [15.942385]); // -log(1 - (1 - 1e-7)) in float32
    using row = sparseCategoricalCrossentropy([1], [[1, 0]]);
    expectClose(row, [16.118096]);
  });

  test('huge logits give finite losses and gradients', () => {
    const logits = tensor([[1e4], [-1e4], [1e4], [0]], 'float32');
    const loss = new BinaryCrossentropy({ fromLogits: true, reduction: 'none' });
    using each = loss.apply([1, 0, 0, 1], logits);
    expectClose(each, [0, 0, 1e4, Math.LN2]);
    const { gradients } = valueAndGradients(() => sum(loss.apply([1, 0, 0, 1], logits)), [logits]);
    expectClose(gradients[0]!, [[0], [0], [1], [-0.5]]); // sigmoid(x) - y
  });

  test('huge logits of classes give finite losses and gradients', () => {
    const logits = tensor([[1e4, -1e4, 0]], 'float32');
    const loss = new SparseCategoricalCrossentropy({ fromLogits: true });
    using value = loss.apply([1], logits);
    expectClose(value, 2e4);
    const { gradients } = valueAndGradients(() => loss.apply([1], logits), [logits]);
    expectClose(gradients[0]!, [[1, -1, 0]]);
  });

  test('small losses from logits keep their digits', () => {
    using value = binaryCrossentropy([[1]], [[15]], { fromLogits: true });
    expectClose(value, [3.059023e-7], { absolute: 0, relative: 1e-3 }); // log(1 + e⁻¹⁵)
  });

  test('a zero error has a gradient of 0, not of the sign', () => {
    const yPred = tensor([[1, 2]], 'float32');
    const loss = new MeanAbsoluteError();
    const { gradients } = valueAndGradients(() => loss.apply([[1, 3]], yPred), [yPred]);
    expectClose(gradients[0]!, [[0, -0.5]]);
  });

  test('a batch that is masked out altogether has a loss of 0', () => {
    const mask = zeros([2], 'bool');
    for (const reduction of ['sum_over_batch_size', 'mean_with_sample_weight', 'sum'] as const) {
      using loss = new MeanSquaredError({ reduction }).apply([[0], [0]], [[1], [3]], { mask });
      expectClose(loss, 0);
    }
  });

  test('sample weights reduce as their reduction says', () => {
    const losses = { yTrue: [[0], [0]], yPred: [[1], [3]] };
    const weighted = (reduction: 'mean' | 'mean_with_sample_weight' | 'sum' | 'none' | null) =>
      new MeanSquaredError({ reduction }).apply(losses.yTrue, losses.yPred, {
        sampleWeight: [1, 0.5],
      });
    expectClose(weighted('mean'), 2.75); // (1 + 4.5) / 2
    expectClose(weighted('mean_with_sample_weight'), 5.5 / 1.5);
    expectClose(weighted('sum'), 5.5);
    expectClose(weighted('none'), [1, 4.5]);
    expectClose(weighted(null), [1, 4.5]);
  });

  test('weights of samples count for all their time steps', () => {
    const yTrue = [
      [[0], [0]],
      [[0], [0]],
    ];
    const yPred = [
      [[1], [2]],
      [[3], [4]],
    ];
    using loss = new MeanSquaredError().apply(yTrue, yPred, { sampleWeight: [1, 0] });
    expectClose(loss, (1 + 4) / 4);
    using mean = new MeanSquaredError({ reduction: 'mean_with_sample_weight' }).apply(
      yTrue,
      yPred,
      {
        sampleWeight: [1, 0],
      },
    );
    expectClose(mean, 2.5);
  });

  test('the class to ignore counts neither in the sum nor in the divisor', () => {
    const yPred = [
      [0.5, 0.5],
      [0.25, 0.75],
      [0.1, 0.9],
    ];
    const loss = new SparseCategoricalCrossentropy({ ignoreClass: -1 });
    using value = loss.apply([0, -1, 1], yPred);
    expectClose(value, (-Math.log(0.5) - Math.log(0.9)) / 2);
    using masked = loss.apply([0, -1, 1], yPred, { mask: tensor([false, true, true]) });
    expectClose(masked, -Math.log(0.9));
  });

  test('a prediction that is ignored may be NaN: nothing of it comes through', () => {
    tidy(() => {
      const yPred = tensor(
        [
          [0.5, 0.5],
          [Number.NaN, Number.NaN],
        ],
        'float32',
      );
      const loss = new SparseCategoricalCrossentropy({ ignoreClass: -1 });
      expectClose(loss.apply([0, -1], yPred), -Math.log(0.5));
      const slope = gradient((p) => loss.apply([0, -1], p))(yPred);
      expectClose(slope, [
        [-1, 1],
        [0, 0],
      ]);
    });
  });

  test('classes may lie on another axis', () => {
    const yPred = tensor([
      [
        [0.1, 0.2],
        [0.9, 0.8],
      ],
    ]); // [1, classes 2, 2]
    using sparse = sparseCategoricalCrossentropy([[1, 0]], yPred, { axis: 1 });
    expectClose(sparse, [[-Math.log(0.9), -Math.log(0.2)]]);
    using oneHot = categoricalCrossentropy(
      [
        [
          [0, 1],
          [1, 0],
        ],
      ],
      yPred,
      { axis: 1 },
    );
    expectClose(oneHot, [[-Math.log(0.9), -Math.log(0.2)]]);
  });

  test('labels of bytes and of floats are the same labels', () => {
    const yPred = [
      [0.5, 0.5],
      [0.25, 0.75],
    ];
    using bytes = sparseCategoricalCrossentropy(Uint8Array.of(0, 1), yPred);
    using floats = sparseCategoricalCrossentropy(Float32Array.of(0, 1), yPred);
    expectClose(bytes, [-Math.log(0.5), -Math.log(0.75)]);
    expectClose(floats, [-Math.log(0.5), -Math.log(0.75)]);
  });

  test('no tensor is left behind', async () => {
    const yPred = [
      [1, 0],
      [0.5, 0.5],
    ];
    const sparse = new SparseCategoricalCrossentropy({ ignoreClass: 1 });
    const smooth = new BinaryCrossentropy({ labelSmoothing: 0.1, reduction: 'none' });
    await expectNoLeak(() => {
      sparse.apply([0, 1], yPred).dispose();
      smooth.apply(yPred, yPred, { sampleWeight: [1, 2] }).dispose();
    });
  });
});
