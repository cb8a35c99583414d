import { ones, setRandomSeed, tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { recordedShareTests } from '../../test-support/random-layers.ts';
import { Dropout } from './dropout.ts';

await layerFixtureTests('keras/layers-regularization.json', { Dropout });
await recordedShareTests('Dropout', Dropout);

onEachBackend('Dropout', () => {
  test.each([
    { options: { rate: 0.5 }, input: [2, 3], output: [2, 3] },
    {
      options: { rate: 0.3, noiseShape: [null, 1, null], seed: 3 },
      input: [2, 3, 4],
      output: [2, 3, 4],
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(Dropout, example));

  test('drops other elements each time, and the same ones after the same seed', () => {
    using x = ones([100]);
    const draw = (): string => {
      const layer = new Dropout({ rate: 0.5 });
      return [0, 1].map(() => layer.apply(x, { training: true }).dataSync().join()).join('|');
    };
    setRandomSeed(1);
    const [first, second] = draw().split('|');
    expect(first).not.toBe(second);
    setRandomSeed(1);
    expect(draw()).toBe(`${first}|${second}`);
  });

  test('draws by its own seed whatever the global one is', () => {
    using x = ones([50]);
    const draw = (globalSeed: number): string => {
      setRandomSeed(globalSeed);
      return new Dropout({ rate: 0.5, seed: 9 }).apply(x, { training: true }).dataSync().join();
    };
    expect(draw(1)).toBe(draw(2));
  });

  test('gives zeros at rate 1', () => {
    using x = tensor([[1, 2]], 'float32');
    using y = new Dropout({ rate: 1 }).apply(x, { training: true });
    expectClose(y, [[0, 0]]);
  });

  test.each([1.5, -0.1])('refuses the rate %d', (rate) => {
    expect(() => new Dropout({ rate })).toThrow(
      '`rate` must be a number of at least 0 and of at most 1',
    );
  });

  test('refuses a noise shape of another rank than the input', () => {
    const layer = new Dropout({ rate: 0.5, noiseShape: [null, 1] });
    expect(() => layer.outputShape([null, 2, 3])).toThrow(
      '`noiseShape` [?, 1] cannot be stretched',
    );
  });
});
