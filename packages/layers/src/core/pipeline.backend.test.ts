import type { SymbolicTensor } from '@myelin/core';
import { deserialize, layerCatalog, serialize } from '@myelin/core';
import { checkLayer, expectClose, onEachBackend } from '@myelin/testkit';
import { expect, expectTypeOf, test } from 'vitest';
import { MixUp } from '../augmentation/mix-up.ts';
import { RandomBrightness } from '../augmentation/random-brightness.ts';
import { AutoContrast } from '../preprocessing/image/auto-contrast.ts';
import { Dense } from './dense.ts';
import { Pipeline } from './pipeline.ts';

layerCatalog.register({ AutoContrast, Dense, Pipeline, RandomBrightness });

onEachBackend('Pipeline', () => {
  test.each([
    {
      options: () => ({
        layers: [
          new AutoContrast({ valueRange: [-3, 3] }),
          new RandomBrightness({ factor: 0.1, valueRange: [-4, 4] }),
        ],
      }),
      input: [2, 2, 3, 1],
      output: [2, 2, 3, 1],
    },
    {
      options: () => ({
        layers: [new Dense({ units: 3 }), new Dense({ units: 2, activation: 'tanh' })],
      }),
      input: [2, 4],
      output: [2, 2],
    },
    { options: { layers: [] }, input: [2, 4], output: [2, 4] },
  ])('obeys the layer laws', (example) =>
    checkLayer(Pipeline, { ...example, refuses: { layers: [[1], 3, null] } }),
  );

  test('applies its layers in order', () => {
    const layers = [
      new AutoContrast(),
      new RandomBrightness({ factor: [0.2, 0.2] }),
      new RandomBrightness({ factor: [-1, -1], valueRange: [-255, 0] }),
    ];
    using y = new Pipeline({ layers: layers.slice(0, 2) }).apply([[[1], [2]]], { training: true });
    expectClose(y, [[[51], [255]]]);
    using other = new Pipeline({ layers: layers.slice(0, 2).reverse() }).apply([[[1], [2]]], {
      training: true,
    });
    expectClose(other, [[[0], [255]]]);
    // In inference the random ones do nothing.
    using inference = new Pipeline({ layers }).apply([[[1], [2]]]);
    expectClose(inference, [[[0], [255]]]);
  });

  test('says by type that one symbolic tensor gives one', () => {
    expectTypeOf<Pipeline['apply']>().toBeCallableWith([[1, 2]]);
    const call = (pipeline: Pipeline, x: SymbolicTensor) => pipeline.apply(x);
    expectTypeOf(call).returns.toEqualTypeOf<SymbolicTensor>();
  });

  test('hands records from layer to layer', () => {
    const pipeline = new Pipeline({ layers: [new RandomBrightness({ factor: 0 }), new MixUp()] });
    const shapes = { images: [null, 4, 4, 3], labels: [null, 10] };
    expect(pipeline.outputShape(shapes)).toEqual(shapes);
  });

  test('has the weights of its layers, and trains them', () => {
    using layer = new Pipeline({ layers: [new Dense({ units: 3 }), new Dense({ units: 2 })] });
    layer.buildFor([null, 4]);
    expect(layer.weights.map(({ shape }) => shape)).toEqual([[4, 3], [3], [3, 2], [2]]);
    layer.trainable = false;
    expect(layer.trainableWeights).toEqual([]);
  });

  test('is written and read as in Keras', () => {
    const layer = new Pipeline({ layers: [new AutoContrast({ name: 'auto' })], name: 'steps' });
    const written = serialize(layer);
    expect(Object.keys(written.config).sort()).toEqual(['layers', 'name']);
    expect(written.config).toMatchObject({
      name: 'steps',
      layers: [{ class_name: 'AutoContrast', config: { name: 'auto', value_range: [0, 255] } }],
    });
    expect(serialize(deserialize(written))).toEqual(written);
  });
});
