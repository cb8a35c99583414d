import { layerCatalog, Pass, tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { Conv2D } from '../convolution/conv2d.ts';
import { Dense } from '../core/dense.ts';
import { Embedding } from '../core/embedding.ts';
import { Flatten } from '../reshaping/flatten.ts';
import { SpectralNormalization } from './spectral-normalization.ts';

layerCatalog.register({ Dense, Conv2D });

await layerFixtureTests('keras/layers-normalization.json', { SpectralNormalization });

const dense = () => new Dense({ units: 2, useBias: false, kernelInitializer: 'ones' });

onEachBackend('SpectralNormalization', () => {
  test.each([
    { inner: () => new Dense({ units: 3 }), powerIterations: 1, input: [2, 4], output: [2, 3] },
    {
      inner: () => new Conv2D({ filters: 2, kernelSize: 2 }),
      powerIterations: 3,
      input: [1, 3, 3, 2],
      output: [1, 2, 2, 2],
    },
  ])('obeys the layer laws: $powerIterations', ({ inner, powerIterations, input, output }) =>
    checkLayer(SpectralNormalization, {
      options: () => ({ layer: inner(), powerIterations }),
      input,
      output,
      refuses: { powerIterations: [0, 1.5] },
      skipLaws: { gradients: 'in training the derivative is that by the kernel divided by σ' },
    }),
  );

  test('divides the kernel by its largest singular value in training', () => {
    using layer = new SpectralNormalization({ layer: dense(), powerIterations: 10 });
    using y = layer.apply([[1, 2]], { training: true });
    // A square of ones has the singular values 2 and 0, whose direction is [1, 1] / √2.
    expectClose(y, [[1.5, 1.5]]);
    const [kernel, vectorU] = layer.weights;
    expectClose(kernel!.value, [
      [0.5, 0.5],
      [0.5, 0.5],
    ]);
    expectClose(vectorU!.value.abs(), [[Math.SQRT1_2, Math.SQRT1_2]]);
  });

  test('leaves the kernel as it is outside of training', () => {
    using layer = new SpectralNormalization({ layer: dense() });
    using y = layer.apply([[1, 2]]);
    expectClose(y, [[3, 3]]);
  });

  test('leaves a kernel of zeros as it is', () => {
    using layer = new SpectralNormalization({
      layer: new Dense({ units: 2, kernelInitializer: 'zeros' }),
    });
    using y = layer.apply([[1, 2]], { training: true });
    expectClose(y, [[0, 0]]);
    expectClose(layer.weights[0]!.value, [
      [0, 0],
      [0, 0],
    ]);
  });

  test('normalizes embeddings', () => {
    using layer = new SpectralNormalization({
      layer: new Embedding({ inputDim: 2, outputDim: 2, embeddingsInitializer: 'ones' }),
      powerIterations: 5,
    });
    const pass = new Pass({ training: true });
    expectClose(layer.forward(tensor([[1]], 'int32'), pass), [[[0.5, 0.5]]]);
  });

  test('disposes a layer only if it has built it', () => {
    using layer = dense();
    layer.buildFor([null, 2]);
    const wrapper = new SpectralNormalization({ layer });
    wrapper.buildFor([null, 2]);
    wrapper.dispose();
    expectClose(layer.weights[0]!.value, [
      [1, 1],
      [1, 1],
    ]);
  });

  test('refuses what is no layer, and layers without a kernel', () => {
    expect(() => new SpectralNormalization({ layer: 3 as never })).toThrow(
      '`layer` must be a layer, received 3',
    );
    expect(() => new SpectralNormalization({ layer: new Flatten() }).buildFor([null, 2])).toThrow(
      '`layer` must have a kernel or embeddings',
    );
  });
});
