import type { Tensor } from '@myelin/core';
import { add, mul } from '@myelin/core';
import { splitChannels } from './rgb-channels.ts';

/**
 * How light each pixel looks: `0.2989 · red + 0.587 · green + 0.114 · blue`. Images of one channel stay as they are.
 *
 * @shape images `[..., 3]` or `[..., 1]`
 * @shape output `[..., 1]`
 * @source ITU-R BT.601, with the digits of `tf.image.rgb_to_grayscale`.
 */
export function rgbToGrayscale(images: Tensor): Tensor {
  if (images.shape.at(-1) === 1) return images;
  const [red, green, blue] = splitChannels(images);
  return add(add(mul(red, 0.2989), mul(green, 0.587)), mul(blue, 0.114));
}
