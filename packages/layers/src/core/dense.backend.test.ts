import { L1, L1L2, L2, Pass, tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { Dense } from './dense.ts';

await layerFixtureTests('keras/layers-core.json', { Dense }, { known: { L1, L2, L1L2 } });

onEachBackend('Dense', () => {
  test.each([
    { options: { units: 4 }, input: [2, 3], output: [2, 4] },
    {
      options: { units: 5, useBias: false, activation: 'tanh' },
      input: [2, 3, 4],
      output: [2, 3, 5],
    },
    {
      options: { units: 1, kernelConstraint: 'max_norm' },
      input: [2, 2, 2, 3],
      output: [2, 2, 2, 1],
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(Dense, example));

  test('computes relu(x · kernel + bias)', () => {
    using layer = new Dense({ units: 2, activation: 'relu', kernelInitializer: 'ones' });
    // By hand: the rows sum to 3 and -2.
    using y = layer.apply([
      [1, 2],
      [-3, 1],
    ]);
    expectClose(y, [
      [3, 3],
      [0, 0],
    ]);
  });

  test('starts with a bias of 0 and a kernel within the limit of Glorot', () => {
    using layer = new Dense({ units: 3 });
    layer.buildFor([null, 5]);
    const [kernel, bias] = layer.weights;
    const limit = Math.sqrt(6 / (5 + 3));
    const values = [...(kernel?.value.dataSync() ?? [])];
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(limit);
    expect(new Set(values).size).toBe(15);
    expect([...(bias?.value.dataSync() ?? [])]).toEqual([0, 0, 0]);
  });

  test('adds the activity penalty per sample', () => {
    using layer = new Dense({
      units: 1,
      kernelInitializer: 'ones',
      activityRegularizer: new L2({ l2: 0.5 }),
    });
    const pass = new Pass();
    layer.forward(tensor([[1], [3]], 'float32'), pass);
    // 0.5 · (1² + 3²) / 2 samples
    expect(pass.losses.map((loss) => loss.dataSync()[0])).toEqual([2.5]);
  });

  test.each([
    [{ units: 2.5 }, 'Dense: `units` must be a whole number of at least 1, received 2.5'],
    [{ units: 4, useBias: 'yes' }, 'Dense: `useBias` must be true or false, received "yes"'],
    [{ units: 4, activation: 'rellu' }, 'did you mean'],
  ])('refuses %o', (options, message) => {
    expect(() => new Dense(options as never)).toThrow(message);
  });

  test('refuses inputs of rank 1 and says how to add the batch axis', () => {
    using layer = new Dense({ units: 2 });
    expect(() => layer.apply([1, 2, 3])).toThrow(/rank of at least 2.*\n.*expandDims/);
  });

  test('takes inputs of another rank with as many features', () => {
    using layer = new Dense({ units: 1, kernelInitializer: 'ones' });
    layer.buildFor([null, 2]);
    using y = layer.apply([[[1, 2]]]);
    expectClose(y, [[[3]]]);
  });

  test('refuses another number of features than it was built for', () => {
    using layer = new Dense({ units: 2, name: 'hidden' });
    layer.buildFor([null, 3]);
    expect(() => layer.apply([[1, 2]])).toThrow(
      'hidden: the layer was built for inputs of shape [?, 3], received [1, 2]',
    );
  });
});
