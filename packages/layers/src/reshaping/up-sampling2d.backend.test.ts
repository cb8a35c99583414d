import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { UpSampling2D } from './up-sampling2d.ts';

await layerFixtureTests('keras/layers-reshaping.json', { UpSampling2D });

onEachBackend('UpSampling2D', () => {
  test.each([
    { options: {}, input: [1, 2, 3, 2], output: [1, 4, 6, 2] },
    {
      options: { size: [2, 3], interpolation: 'bilinear' },
      input: [1, 2, 2, 1],
      output: [1, 4, 6, 1],
      refuses: { size: [0, [1, 2, 3]], interpolation: ['area'] },
    },
    {
      options: { size: 2, interpolation: 'bicubic', dataFormat: 'channels_first' },
      input: [1, 2, 3, 2],
      output: [1, 2, 6, 4],
    },
    {
      options: { size: [2, 1], interpolation: 'lanczos3' },
      input: [1, 3, 2, 1],
      output: [1, 6, 2, 1],
    },
    {
      options: { size: [1, 2], interpolation: 'lanczos5' },
      input: [1, 3, 2, 1],
      output: [1, 3, 4, 1],
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(UpSampling2D, example));

  test('repeats rows and columns', () => {
    using x = tensor([1, 2], 'float32', [1, 1, 2, 1]);
    using y = new UpSampling2D().apply(x);
    expectClose(y, [
      [
        [[1], [1], [2], [2]],
        [[1], [1], [2], [2]],
      ],
    ]);
  });

  test('interpolates between the centers of pixels', () => {
    using x = tensor([1, 3], 'float32', [1, 1, 2, 1]);
    using y = new UpSampling2D({ size: [1, 2], interpolation: 'bilinear' }).apply(x);
    expectClose(y, [[[[1], [1.5], [2.5], [3]]]]);
  });

  test.each(['nearest', 'bilinear'] as const)('keeps whole numbers: %s', (interpolation) => {
    using x = tensor([1, 3], 'int32', [1, 1, 2, 1]);
    using y = new UpSampling2D({ size: [1, 2], interpolation }).apply(x);
    expect(y.dtype).toBe('int32');
    const between = interpolation === 'nearest' ? [1, 1, 3, 3] : [1, 1, 2, 3];
    expect([...y.dataSync()]).toEqual(between);
  });
});
