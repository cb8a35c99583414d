import { serialize, tensor } from '@myelin/core';
import { checkLayer, expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { MaxNumBoundingBoxes } from './max-num-bounding-boxes.ts';

onEachBackend('MaxNumBoundingBoxes', () => {
  test.each([
    { options: { maxNumber: 3 }, count: 2 },
    { options: { maxNumber: 3, fillValue: 0, boundingBoxFormat: 'xywh' }, count: 5 },
  ])('obeys the layer laws: $options of $count', ({ options, count }) =>
    checkLayer(MaxNumBoundingBoxes, {
      options,
      input: { images: [2, 1, 1, 3], boundingBoxes: { boxes: [2, count, 4], labels: [2, count] } },
      output: { images: [2, 1, 1, 3], boundingBoxes: { boxes: [2, 3, 4], labels: [2, 3] } },
      refuses: {
        maxNumber: [0, 1.5],
        fillValue: [0.5],
        boundingBoxFormat: ['abc'],
        dataFormat: ['nope'],
      },
    }),
  );

  const images = [[[[1]]]];
  const boxes = [
    [
      [1, 2, 3, 4],
      [5, 6, 7, 8],
    ],
  ];
  const labels = [[1, 2]];

  test('adds boxes of -1, also outside of training', () => {
    const y = new MaxNumBoundingBoxes({ maxNumber: 3 }).apply({
      images,
      boundingBoxes: { boxes, labels },
    });
    if (!('boundingBoxes' in y) || !y.boundingBoxes) throw new Error('the boxes are lost');
    expectClose(y.boundingBoxes.boxes, [
      [
        [1, 2, 3, 4],
        [5, 6, 7, 8],
        [-1, -1, -1, -1],
      ],
    ]);
    expect(y.boundingBoxes.labels.arraySync()).toEqual([[1, 2, -1]]);
    expect(y.boundingBoxes.labels.dtype).toBe('int32');
    for (const one of [y.images, y.boundingBoxes.boxes, y.boundingBoxes.labels]) one.dispose();
  });

  test('leaves out the last ones, of a single image too', () => {
    const y = new MaxNumBoundingBoxes({ maxNumber: 1 }).apply({
      images: [[[1]]],
      boundingBoxes: { boxes: boxes[0] ?? [], labels: labels[0] ?? [] },
    });
    if (!('boundingBoxes' in y) || !y.boundingBoxes) throw new Error('the boxes are lost');
    expectClose(y.boundingBoxes.boxes, [[1, 2, 3, 4]]);
    expect(y.boundingBoxes.labels.arraySync()).toEqual([1]);
    for (const one of [y.images, y.boundingBoxes.boxes, y.boundingBoxes.labels]) one.dispose();
  });

  test('hands images without boxes on', () => {
    const layer = new MaxNumBoundingBoxes({ maxNumber: 1 });
    const x = tensor(images);
    const y = layer.apply(x);
    expect((y as typeof x).arraySync()).toEqual(images);
    expect(layer.outputShape([null, 4, 4, 3])).toEqual([null, 4, 4, 3]);
    for (const one of [x, y as typeof x]) one.dispose();
  });

  test('refuses boxes with other parts, or of another rank', () => {
    const layer = new MaxNumBoundingBoxes({ maxNumber: 1 });
    const shape = [null, 4, 4, 3];
    const scores = { boxes: [null, 2, 4], labels: [null, 2], scores: [null, 2] };
    expect(() => layer.outputShape({ images: shape, boundingBoxes: scores })).toThrow(
      'received { boxes, labels, scores }',
    );
    const flat = { boxes: [null, 4], labels: [null, 2] };
    expect(() => layer.outputShape({ images: shape, boundingBoxes: flat })).toThrow('rank');
  });

  test('is written as Keras writes it, the fill value besides', () => {
    const { config } = serialize(new MaxNumBoundingBoxes({ maxNumber: 3, name: 'boxes' }));
    expect(config).toMatchObject({ max_number: 3, data_format: 'channels_last' });
    expect(Object.keys(config)).not.toContain('bounding_box_format');
  });
});
