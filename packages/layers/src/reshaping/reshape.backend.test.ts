import { checkLayer, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { Reshape } from './reshape.ts';

await layerFixtureTests('keras/layers-reshaping.json', { Reshape });

onEachBackend('Reshape', () => {
  test.each([
    { options: { targetShape: [2, 6] }, input: [2, 3, 4], output: [2, 2, 6] },
    { options: { targetShape: [2, -1, 1] }, input: [2, 6], output: [2, 2, 3, 1] },
  ])('obeys the layer laws: $options', (example) => checkLayer(Reshape, example));

  test('keeps the order of the elements', () => {
    using y = new Reshape({ targetShape: [3, -1] }).apply([[1, 2, 3, 4, 5, 6]]);
    expect(y.arraySync()).toEqual([
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
    ]);
  });

  test('leaves the size of -1 open where the input does', () => {
    expect(new Reshape({ targetShape: [-1, 2] }).outputShape([null, null, 4])).toEqual([
      null,
      null,
      2,
    ]);
  });

  test.each([
    [
      { targetShape: [5] },
      '`targetShape` [5] does not hold the 6 elements of a sample of shape [6]',
    ],
    [{ targetShape: [4, -1] }, '`targetShape` [4, -1] does not hold the 6 elements'],
  ])('refuses %o for samples of 6 elements', (options, message) => {
    expect(() => new Reshape(options).apply([[1, 2, 3, 4, 5, 6]])).toThrow(message);
  });

  test('refuses two sizes to work out', () => {
    expect(() => new Reshape({ targetShape: [-1, -1] })).toThrow('with at most one -1');
  });
});
