/** What is done to test images of shape `[images, 28, 28, 1]`. */

import {
  Input,
  Model,
  type NdArray,
  permutation,
  RandomRotation,
  RandomTranslation,
  Sequential,
} from 'myelin';

const empty = { fillMode: 'constant' } as const;

/** Turned about the middle, counterclockwise. */
export function turned(images: NdArray, degrees: number): Promise<NdArray> {
  const share = degrees / 360;
  return augmented(images, new RandomRotation({ factor: [share, share], ...empty }));
}

/** Shifted to the right. */
export function shifted(images: NdArray, pixels: number): Promise<NdArray> {
  const share = pixels / 28;
  return augmented(
    images,
    new RandomTranslation({ heightFactor: 0, widthFactor: [share, share], ...empty }),
  );
}

/** An augmentation whose range is one value does the same to every image, if it is told that this is training. */
async function augmented(
  images: NdArray,
  layer: RandomRotation | RandomTranslation,
): Promise<NdArray> {
  const x = new Input({ shape: images.shape.slice(1) });
  using model = new Model({
    inputs: x,
    outputs: new Sequential([layer]).apply(x, { training: true }),
  });
  return model.predict(images, { verbose: 0, batchSize: 100 });
}

/** The pixels of each image in one order, drawn by lot once. */
export function scrambled(images: NdArray): NdArray {
  const order = permutation(28 * 28, 7);
  const size = order.length;
  return images.map((_, i) => images.data[i - (i % size) + (order[i % size] ?? 0)] ?? 0);
}
