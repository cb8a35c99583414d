import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { Discretization } from './discretization.ts';

await layerFixtureTests('keras/layers-tabular.json', { Discretization });

const binBoundaries = [-0.5, 0, 0.7];

onEachBackend('Discretization', () => {
  test.each([
    { options: { binBoundaries }, input: [2, 3], output: [2, 3] },
    { options: { binBoundaries, outputMode: 'one_hot' }, input: [4, 1], output: [4, 4] },
    { options: { binBoundaries, outputMode: 'multi_hot' }, input: [2, 3, 2], output: [2, 2, 4] },
    { options: { binBoundaries, outputMode: 'count', numBins: 4 }, input: [2, 5], output: [2, 4] },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(Discretization, {
      ...example,
      refuses: {
        binBoundaries: [[1, 0], ['a'], [Number.NaN]],
        numBins: [0, 2, 1.5],
        epsilon: [0, 2],
        sparse: [true],
      },
    }),
  );

  test('a boundary belongs to the bin above it, and NaN to the last one', () => {
    using layer = new Discretization({ binBoundaries: [0, 1] });
    using y = layer.apply([[-1, 0, 0.5, 1, Number.NaN, Number.POSITIVE_INFINITY]]);
    expectClose(y, [[0, 1, 1, 2, 2, 2]]);
    expect(y.dtype).toBe('int32');
  });

  test('learns boundaries between equally many elements', () => {
    using layer = new Discretization({ numBins: 4 });
    expect(() => layer.apply([[1]])).toThrow('the layer has no boundaries yet');
    layer.adapt(Float32Array.from({ length: 100 }, (_, i) => (i * 37) % 100));
    // What Keras gives, rounding errors included.
    expect(layer.config.binBoundaries).toEqual([
      23.999982833862305, 48.99998092651367, 73.99998474121094,
    ]);
    using copy = new Discretization(layer.config);
    using y = copy.apply([[10, 60]]);
    expectClose(y, [[0, 2]]);
  });

  test('joins batches by the arithmetic of Keras', async () => {
    const values = Array.from({ length: 100 }, (_, i) => (i * 37) % 101);
    async function* batches() {
      yield values.slice(0, 30);
      yield values.slice(30);
    }
    using layer = new Discretization({ numBins: 5, epsilon: 0.1 });
    await layer.adapt(batches());
    // What Keras gives.
    expect(layer.config.binBoundaries).toEqual([19, 39, Math.fround(58.999996185302734), 81]);
  });

  test('makes fewer bins of few elements', () => {
    using layer = new Discretization({ numBins: 4, outputMode: 'one_hot' });
    expect(layer.outputShape([null, 1])).toEqual([null, 4]);
    layer.adapt([1, 2]);
    expect(layer.config.binBoundaries).toEqual([1]);
    expect(layer.outputShape([null, 1])).toEqual([null, 2]);
  });

  test('has nothing to learn where boundaries are given', () => {
    using layer = new Discretization({ binBoundaries });
    expect(() => layer.adapt([1])).toThrow('`binBoundaries` were given as an option');
    expect(() => new Discretization({})).toThrow('without `numBins` or `binBoundaries`');
  });
});
