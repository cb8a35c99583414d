import { NdArray, tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { Normalization } from './normalization.ts';

await layerFixtureTests('keras/layers-tabular.json', { Normalization });

onEachBackend('Normalization', () => {
  test.each([
    { options: {}, input: [4, 3], output: [4, 3] },
    { options: { axis: [1, 2], invert: true }, input: [2, 3, 2], output: [2, 3, 2] },
    { options: { axis: null, mean: 2, variance: 4 }, input: [3], output: [3] },
    { options: { mean: [1, 2], variance: [[4, 9]] }, input: [3, 2], output: [3, 2] },
  ])('obeys the layer laws: $options', (example) => checkLayer(Normalization, example));

  test('brings the columns it adapted to to mean 0 and variance 1', () => {
    using layer = new Normalization();
    layer.adapt([
      [0, 1],
      [2, 5],
    ]);
    using y = layer.apply([[2, 1]]);
    expectClose(y, [[1, -1]]);
  });

  test('goes the way back with invert', () => {
    using layer = new Normalization({ invert: true });
    layer.adapt([[0], [2]]);
    using y = layer.apply([[3]]);
    expectClose(y, [[4]]);
  });

  test('learns the same from a stream of batches as from all data at once', async () => {
    const rows = Array.from({ length: 10 }, (_, i) => [1000 + Math.sin(i), i * i]);
    using whole = new Normalization();
    whole.adapt(rows);
    using streamed = new Normalization();
    await streamed.adapt(batches([rows.slice(0, 3), rows.slice(3, 4), rows.slice(4)]));
    for (const [i, weight] of streamed.weights.entries()) {
      expectClose(weight.value, new NdArray(whole.weights[i]!.value.dataSync(), weight.shape));
    }
  });

  test.each([-1, 1, null])(
    'learns from samples with targets, and one by one: axis %s',
    async (axis) => {
      const rows = [
        [1, 10],
        [3, 30],
        [5, 80],
      ];
      using whole = new Normalization({ axis });
      whole.adapt(rows);
      async function* withTargets() {
        yield { x: rows.slice(0, 2), y: [0, 1] };
        yield { x: rows.slice(2), y: [1] };
      }
      async function* single() {
        yield* rows;
      }
      for (const stream of [withTargets(), single()]) {
        using streamed = new Normalization({ axis });
        await streamed.adapt(stream);
        for (const [i, weight] of streamed.weights.entries()) {
          expectClose(weight.value, new NdArray(whole.weights[i]!.value.dataSync(), weight.shape));
        }
      }
    },
  );

  test('forgets what it adapted to before', () => {
    using layer = new Normalization();
    layer.adapt([[100], [200]]);
    using data = tensor([[1], [3]], 'float32');
    layer.adapt(data);
    expectClose(layer.weights[0]!.value, [2]);
    expectClose(layer.weights[1]!.value, [1]);
  });

  test('takes one-dimensional data with axis null', () => {
    using layer = new Normalization({ axis: null });
    layer.adapt([1, 3]);
    using y = layer.apply([3, 1]);
    expectClose(y, [1, -1]);
  });

  test('refuses to adapt where mean and variance were given', () => {
    const layer = new Normalization({ mean: 0, variance: 1 });
    expect(() => layer.adapt([[1]])).toThrow('mean and variance were given as options');
  });

  test('refuses means that do not fit the axis', () => {
    const layer = new Normalization({ mean: [1, 2], variance: 1 });
    expect(() => layer.apply([[1, 2, 3]])).toThrow(
      'Normalization: `mean` must be one number or an array of shape [3]',
    );
  });

  test('refuses a mean without a variance', () => {
    expect(() => new Normalization({ mean: 1 })).toThrow('must be given together');
  });
});

async function* batches(parts: readonly (readonly number[][])[]): AsyncGenerator<number[][]> {
  for (const part of parts) yield part.slice();
}
