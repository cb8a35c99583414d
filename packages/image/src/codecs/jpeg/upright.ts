import type { NdArray } from '@myelin/core';
import { flipImage } from '../../pixels/flip-image.ts';
import { rotateImage90 } from '../../pixels/rotate-image-90.ts';
import type { Orientation } from './exif-orientation.ts';

/** The picture as it was seen, not as the camera was held. */
export function upright(image: NdArray, orientation: Orientation): NdArray {
  switch (orientation) {
    case 1:
      return image;
    case 2:
      return flipImage(image, 'horizontal');
    case 3:
      return flipImage(image, 'both');
    case 4:
      return flipImage(image, 'vertical');
    case 5:
      return flipImage(rotateImage90(image, -1), 'horizontal');
    case 6:
      return rotateImage90(image, -1);
    case 7:
      return flipImage(rotateImage90(image, 1), 'horizontal');
    case 8:
      return rotateImage90(image, 1);
  }
}
