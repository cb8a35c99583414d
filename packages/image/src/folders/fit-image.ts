import type { NdArray } from '@myelin/core';
import { resizeAxes } from '../geometry/resize-axes.ts';
import { resizeImage } from '../geometry/resize-image.ts';
import { areaWeights } from '../geometry/resize-weights.ts';
import { newPixels } from '../image/new-pixels.ts';
import { cropImage } from '../pixels/crop-image.ts';
import { padImage } from '../pixels/pad-image.ts';
import type { CheckedFolderOptions } from './image-folder-options.ts';

/**
 * A picture in the size of all, as float32: stretched, cut or padded.
 *
 * @source Keras 3 `smart_resize`; TensorFlow `tf.image.resize` and `resize_with_pad`, without smoothing.
 */
export function fitImage(image: NdArray, options: CheckedFolderOptions): NdArray {
  const { height, width } = options;
  const floats = image.astype('float32');
  const [rows = 1, columns = 1] = image.shape;
  if (options.cropToAspectRatio) {
    const kept = {
      height: Math.max(1, Math.min(rows, Math.floor((columns * height) / width))),
      width: Math.max(1, Math.min(columns, Math.floor((rows * width) / height))),
    };
    const top = Math.floor((rows - kept.height) / 2);
    const left = Math.floor((columns - kept.width) / 2);
    return resized(cropImage(floats, { top, left, ...kept }), options, options);
  }
  if (options.padToAspectRatio) {
    const ratio = Math.max(columns / width, rows / height);
    const inner = {
      height: Math.max(1, Math.floor(rows / ratio)),
      width: Math.max(1, Math.floor(columns / ratio)),
    };
    const top = Math.max(0, Math.floor((height - rows / ratio) / 2));
    const left = Math.max(0, Math.floor((width - columns / ratio) / 2));
    return padImage(resized(floats, inner, options), {
      top,
      left,
      bottom: height - inner.height - top,
      right: width - inner.width - left,
    });
  }
  return resized(floats, options, options);
}

/** TensorFlow takes the nearest pixel of the middle, and means of areas also where a picture grows. */
function resized(
  image: NdArray,
  { height, width }: { readonly height: number; readonly width: number },
  { interpolation }: CheckedFolderOptions,
): NdArray {
  if (interpolation !== 'area') {
    const name = interpolation === 'bilinear' ? 'linear' : 'nearest_exact';
    return resizeImage(image, { height, width, interpolation: name });
  }
  const [rows = 1, columns = 1, channels = 1] = image.shape;
  const result = newPixels('readImageFolder', 'float32', [height, width, channels]);
  resizeAxes(image, result, {
    rows: areaWeights(rows, height),
    columns: areaWeights(columns, width),
    channels,
    arithmetic: 'float',
  });
  return result;
}
