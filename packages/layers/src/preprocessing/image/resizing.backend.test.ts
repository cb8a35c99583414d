import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { Resizing } from './resizing.ts';

await layerFixtureTests('keras/layers-image.json', { Resizing });

onEachBackend('Resizing', () => {
  test.each([
    { options: { height: 3, width: 4 }, input: [2, 5, 3, 2], output: [2, 3, 4, 2] },
    {
      options: { height: 4, width: 2, interpolation: 'nearest', dataFormat: 'channels_first' },
      input: [1, 2, 3, 4],
      output: [1, 2, 4, 2],
    },
    {
      options: { height: 2, width: 3, interpolation: 'bicubic', antialias: true },
      input: [2, 5, 7, 1],
      output: [2, 2, 3, 1],
    },
    {
      options: { height: 3, width: 3, interpolation: 'area', cropToAspectRatio: true },
      input: [1, 5, 8, 1],
      output: [1, 3, 3, 1],
    },
    {
      options: { height: 5, width: 2, interpolation: 'lanczos3', padToAspectRatio: true },
      input: [1, 3, 4, 1],
      output: [1, 5, 2, 1],
    },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(Resizing, { ...example, refuses: { height: [0, 1.5], fillMode: ['reflect'] } }),
  );

  test('reads between pixels, and repeats the outer ones', () => {
    using y = new Resizing({ height: 1, width: 4 }).apply([[[[10], [20]]]]);
    expectClose(y, [[[[10], [12.5], [17.5], [20]]]]);
  });

  test('takes one image as well as a batch', () => {
    const layer = new Resizing({ height: 2, width: 1, dataFormat: 'channels_first' });
    using y = layer.apply([[[1, 3]], [[2, 6]]]);
    expectClose(y, [
      [[2], [2]],
      [[4], [4]],
    ]);
    expect(layer.outputShape([5, 4, 4])).toEqual([5, 2, 1]);
  });

  test('pads to keep proportions', () => {
    const layer = new Resizing({ height: 2, width: 2, padToAspectRatio: true, fillValue: 9 });
    using y = layer.apply([[[[1], [2], [3], [4]]]]);
    // Of the three rows 9, x, 9 each new one has a quarter of x; x is 1.5 and 3.5 between the columns.
    expectClose(y, [
      [
        [[7.125], [7.625]],
        [[7.125], [7.625]],
      ],
    ]);
  });

  test('refuses to crop and to pad at once', () => {
    expect(
      () => new Resizing({ height: 1, width: 1, cropToAspectRatio: true, padToAspectRatio: true }),
    ).toThrow('`cropToAspectRatio` and `padToAspectRatio` must not both be true');
  });

  test('refuses what is no image', () => {
    expect(() => new Resizing({ height: 1, width: 1 }).outputShape([null, 4])).toThrow(
      'the input must have rank of at least 3',
    );
  });
});
