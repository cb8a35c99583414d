import { L2, layerCatalog, NdArray, Pass, tensor } from '@myelin/core';
import {
  arrayOf,
  checkLayer,
  expectClose,
  layerFixtureTests,
  onEachBackend,
} from '@myelin/testkit';
import { expect, test } from 'vitest';
import { Conv2D } from '../convolution/conv2d.ts';
import { Dense } from '../core/dense.ts';
import { Embedding } from '../core/embedding.ts';
import { BatchNormalization } from '../normalization/batch-normalization.ts';
import { SpectralNormalization } from '../normalization/spectral-normalization.ts';
import { Dropout } from '../regularization/dropout.ts';
import { Flatten } from '../reshaping/flatten.ts';
import { LSTM } from './lstm.ts';
import { TimeDistributed } from './time-distributed.ts';

await layerFixtureTests(
  'keras/layers-rnn.json',
  { TimeDistributed },
  { known: { Conv2D, Dense, Flatten } },
);

const mask = new NdArray(Uint8Array.of(1, 1, 0, 1, 0, 0), [2, 3], 'bool');

layerCatalog.register({ BatchNormalization, Dense, Dropout, LSTM });

onEachBackend('TimeDistributed', () => {
  test.each([
    {
      options: () => ({ layer: new Dense({ units: 3 }) }),
      input: [2, 3, 4],
      output: [2, 3, 3],
      call: { mask },
    },
    {
      options: () => ({ layer: new LSTM({ units: 2 }) }),
      input: [2, 3, 4, 2],
      output: [2, 3, 2],
    },
    {
      options: () => ({ layer: new BatchNormalization() }),
      input: [4, 3, 2],
      output: [4, 3, 2],
    },
    {
      options: () => ({ layer: new Dropout({ rate: 0.4, noiseShape: [1, 2] }) }),
      input: [2, 3, 2],
      output: [2, 3, 2],
    },
  ])('obeys the layer laws: $output', (example) => checkLayer(TimeDistributed, example));

  test('applies one layer to each time step', () => {
    using layer = new TimeDistributed({
      layer: new Dense({ units: 1, kernelInitializer: 'ones' }),
    });
    expectClose(
      layer.apply([
        [
          [1, 2],
          [3, 4],
        ],
      ]),
      [[[3], [7]]],
    );
    expect(layer.weights[0]!.path).toBe(`${layer.name}/${layer.layer.name}/kernel`);
  });

  test('hands whole numbers on as they are', () => {
    const embedding = new Embedding({ inputDim: 3, outputDim: 1 });
    using layer = new TimeDistributed({ layer: embedding });
    layer.buildFor([null, 1, 2]);
    embedding.weights[0]!.assign([[5], [6], [7]]);
    expectClose(layer.apply(tensor([[[0, 2]], [[1, 1]]], 'int32')), [[[[5], [7]]], [[[6], [6]]]]);
  });

  test('in training, each time step has batch statistics of its own, which averages follow in turn', () => {
    const inner = new BatchNormalization({ momentum: 0.5, epsilon: 1e-9, scale: false });
    using layer = new TimeDistributed({ layer: inner });
    const x = [
      [[1], [10]],
      [[3], [30]],
    ];
    expectClose(layer.apply(x, { training: true }), [
      [[-1], [-1]],
      [[1], [1]],
    ]);
    // By hand: 0 → (0 + 2) / 2 → (1 + 20) / 2, and 1 → (1 + 1) / 2 → (1 + 100) / 2.
    const values = inner.nonTrainableWeights.map(({ name, value }) => [name, value.dataSync()[0]]);
    expect(values).toEqual([
      ['moving_mean', 10.5],
      ['moving_variance', 50.5],
    ]);
    expectClose(layer.apply(x), [
      [[-9.5 / Math.sqrt(50.5)], [-0.5 / Math.sqrt(50.5)]],
      [[-7.5 / Math.sqrt(50.5)], [19.5 / Math.sqrt(50.5)]],
    ]);
  });

  test('what a layer changes in one time step, the next one sees, kernels too', () => {
    const make = () => new SpectralNormalization({ layer: new Dense({ units: 2 }) });
    const [inner, alone] = [make(), make()];
    using layer = new TimeDistributed({ layer: inner });
    const steps = [[[1, 2]], [[3, -4]], [[-5, 6]]];
    layer.buildFor([1, 3, 2]);
    alone.buildFor([1, 2]);
    for (const [i, { value }] of inner.weights.entries()) alone.weights[i]!.assign(value);
    const y = layer.apply([steps.flat()], { training: true });
    const expected = steps.map((x) => arrayOf(alone.apply(x, { training: true })).toArray());
    expectClose(y, [expected.flat() as number[][]]);
    for (const [i, { value }] of inner.weights.entries()) {
      expectClose(value, arrayOf(alone.weights[i]!.value));
    }
    alone.dispose();
  });

  test('a mask tells batch statistics which samples a time step has', () => {
    const inner = new BatchNormalization({ momentum: 0, epsilon: 1e-9 });
    using layer = new TimeDistributed({ layer: inner });
    const x = [[[1]], [[3]], [[100]]];
    const options = { training: true, mask: tensor([1, 1, 0], 'bool', [3, 1]) };
    layer.apply(x, options);
    expect(inner.nonTrainableWeights.map(({ value }) => value.dataSync()[0])).toEqual([2, 1]);
  });

  test('activity penalties of the layer inside count', () => {
    using layer = new TimeDistributed({
      layer: new Dense({
        units: 1,
        kernelInitializer: 'ones',
        activityRegularizer: new L2({ l2: 1 }),
      }),
    });
    const pass = new Pass();
    layer.forward(tensor([[[1], [3]]], 'float32'), pass);
    // (1² + 3²) over 2 samples of the batch of all time steps.
    expect(pass.losses.map((loss) => loss.dataSync()[0])).toEqual([5]);
  });

  test('refuses masks without the time axis, and layers that keep states', () => {
    using layer = new TimeDistributed({ layer: new Dense({ units: 1 }) });
    const options = { mask: tensor([1, 1], 'bool', [1, 2]) };
    expect(() => layer.apply([[[1], [2], [3]]], options)).toThrow(
      /the mask must have the batch and time axes of the input of shape \[1, 3, 1\] first, received shape \[1, 2\]/,
    );
    const stateful = new LSTM({ units: 1, stateful: true });
    expect(() => new TimeDistributed({ layer: stateful })).toThrow(
      /`layer` must keep no states from batch to batch/,
    );
    expect(() => new TimeDistributed({ layer: 'dense' as never })).toThrow(
      'TimeDistributed: `layer` must be a layer, received "dense"',
    );
  });
});
