import { dispose, tensor, tensorsIn } from '@myelin/core';
import { checkLayer, expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { RandomBrightness } from '../../augmentation/random-brightness.ts';
import { RandomCrop } from '../../augmentation/random-crop.ts';
import { RandomElasticTransform } from '../../augmentation/random-elastic-transform.ts';
import { RandomFlip } from '../../augmentation/random-flip.ts';
import { RandomPerspective } from '../../augmentation/random-perspective.ts';
import { RandomRotation } from '../../augmentation/random-rotation.ts';
import { CenterCrop } from './center-crop.ts';
import { Resizing } from './resizing.ts';

/** Rows of one-channel pixels as an image. */
const image = (...rows: readonly number[][]): number[][][] =>
  rows.map((row) => row.map((value) => [value]));

onEachBackend('images with what belongs to them', () => {
  test.each([
    { Class: RandomRotation, options: { factor: 0.2 }, size: [4, 3] },
    { Class: RandomFlip, options: {}, size: [4, 3] },
    { Class: RandomCrop, options: { height: 2, width: 2 }, size: [2, 2] },
    { Class: RandomPerspective, options: {}, size: [4, 3] },
    { Class: RandomElasticTransform, options: { valueRange: [-3, 3] }, size: [4, 3] },
    { Class: Resizing, options: { height: 5, width: 2 }, size: [5, 2] },
    { Class: CenterCrop, options: { height: 2, width: 2 }, size: [2, 2] },
  ])('$Class.name takes a record and obeys the layer laws', ({ Class, options, size }) =>
    checkLayer(Class, {
      options,
      input: { images: [2, 4, 3, 2], labels: [2, 5], segmentationMasks: [2, 4, 3, 1] },
      output: { images: [2, ...size, 2], labels: [2, 5], segmentationMasks: [2, ...size, 1] },
    }),
  );

  test('masks get the same draw as the images, labels stay', () => {
    const layer = new RandomFlip({ mode: 'horizontal', seed: 1 });
    const pixels = Array.from({ length: 16 }, () => image([1, 2, 3]));
    const labels = Array.from({ length: 16 }, (_, i) => i);
    const given = { images: pixels, labels, segmentationMasks: pixels };
    const y = layer.apply(given, { training: true });
    const values = [...y.images.dataSync()];
    expect([...(y.segmentationMasks?.dataSync() ?? [])]).toEqual(values);
    expect([...(y.labels?.dataSync() ?? [])]).toEqual(labels);
    expect(new Set(values.filter((_, i) => i % 3 === 0))).toEqual(new Set([1, 3]));
    dispose(...tensorsIn(y));
  });

  test('values of masks are not mixed', () => {
    const layer = new Resizing({ height: 1, width: 3, interpolation: 'bilinear' });
    const y = layer.apply({ images: image([10, 20]), segmentationMasks: image([10, 20]) });
    expectClose(y.images, image([10, 15, 20]));
    expectClose(y.segmentationMasks ?? y.images, image([10, 20, 20]));
    dispose(...tensorsIn(y));
  });

  test('colors of masks stay where those of images change', () => {
    const layer = new RandomBrightness({ factor: [0.2, 0.2] });
    const given = { images: [image([10])], segmentationMasks: [image([10])] };
    const y = layer.apply(given, { training: true });
    expectClose(y.images, [image([61])]);
    expectClose(y.segmentationMasks ?? y.images, [image([10])]);
    dispose(...tensorsIn(y));
  });

  test('outside of training too, where the layer does something then', () => {
    const layer = new RandomCrop({ height: 1, width: 1 });
    const y = layer.apply({ images: image([1, 2, 9]), segmentationMasks: image([1, 2, 9]) });
    expectClose(y.images, image([2]));
    expectClose(y.segmentationMasks ?? y.images, image([2]));
    dispose(...tensorsIn(y));
  });

  test('shapes follow', () => {
    const layer = new Resizing({ height: 5, width: 6, dataFormat: 'channels_first' });
    const shapes = {
      images: [null, 3, 8, 8],
      labels: [null],
      segmentationMasks: [null, 1, 8, 8],
    };
    expect(layer.outputShape(shapes)).toEqual({
      images: [null, 3, 5, 6],
      labels: [null],
      segmentationMasks: [null, 1, 5, 6],
    });
  });

  test('bounding boxes stay where pixels do, and are refused where they move', () => {
    const given = {
      images: [image([10])],
      boundingBoxes: { boxes: [[[0, 0, 1, 1]]], labels: [[7]] },
    };
    const layer = new RandomBrightness({ factor: [0.2, 0.2] });
    const y = layer.apply(given, { training: true });
    expectClose(y.images, [image([61])]);
    const { boxes, labels } = y.boundingBoxes ?? { boxes: y.images, labels: y.images };
    expectClose(boxes, [[[0, 0, 1, 1]]]);
    expectClose(labels, [[7]]);
    dispose(...tensorsIn(y));
    expect(() => new RandomFlip().apply(given)).toThrow('received { boundingBoxes, images }');
    const other = { ...given, boxes: given.images } as never;
    expect(() => new RandomBrightness({ factor: 1 }).apply(other)).toThrow(
      'may have `labels`, `segmentationMasks` and `boundingBoxes`, received',
    );
  });

  test('other parts are refused by name', () => {
    using images = tensor([image([1])], 'float32');
    const layer = new RandomFlip();
    expect(() => layer.apply({ images, boxes: images } as never)).toThrow(
      'RandomFlip: the input must have `images`, and may have `labels` and `segmentationMasks`, received { boxes, images }',
    );
    expect(() => layer.apply({ labels: images } as never)).toThrow('received { labels }');
  });
});
