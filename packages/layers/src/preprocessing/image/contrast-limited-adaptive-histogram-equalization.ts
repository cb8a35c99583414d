import type { Shape, Tensor } from '@myelin/core';
import { formatShape, requireNumber, ShapeError } from '@myelin/core';
import type { ValueRange } from '../../augmentation/value-range.ts';
import { byteRange, requireValueRange, toValueRange } from '../../augmentation/value-range.ts';
import { equalizeWithLimit } from '../../color/contrast-limited-equalization.ts';
import { canBeMirrored } from '../../color/tiles.ts';
import type { Pair, PairLike } from '../../spatial/per-axis.ts';
import { requirePerAxis, withPerAxis } from '../../spatial/per-axis.ts';
import type { ImageOptions } from './image-layer.ts';
import { ImageLayer } from './image-layer.ts';

export interface ContrastLimitedAdaptiveHistogramEqualizationOptions extends ImageOptions {
  /** Values of black and of white. @defaultValue `[0, 255]` */
  readonly valueRange?: ValueRange;
  /**
   * How many times as frequent as the mean a value may count: a limit to the contrast of regions that are nearly
   * uniform. Unlimited if not positive. @defaultValue `4`
   */
  readonly clipLimit?: number;
  /** Number of tiles along height and width. @defaultValue `[8, 8]` */
  readonly tileGridSize?: PairLike;
}

/**
 * Equalizes the histogram of each tile of an image by itself, with a limit to the contrast, and blends between tiles (CLAHE).
 *
 * The derivative is 0: between its jumps the result does not depend on the values.
 *
 * @shape input `[batch, height, width, channels]` or `[height, width, channels]`
 * @shape output as the input
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3 or 4, or the image is less than half as long as its grid has tiles.
 * @source Zuiderveld 1994; defaults as Keras 3 `ContrastLimitedAdaptiveHistogramEqualization`.
 * @example
 * new ContrastLimitedAdaptiveHistogramEqualization().outputShape([null, 64, 64, 3]) // => [null, 64, 64, 3]
 */
export class ContrastLimitedAdaptiveHistogramEqualization extends ImageLayer<ContrastLimitedAdaptiveHistogramEqualizationOptions> {
  readonly className: string = 'ContrastLimitedAdaptiveHistogramEqualization';
  readonly #range: ValueRange;
  readonly #clipLimit: number;
  readonly #grid: Pair;

  constructor(options: ContrastLimitedAdaptiveHistogramEqualizationOptions = {}) {
    const where = 'ContrastLimitedAdaptiveHistogramEqualization';
    super(where, withPerAxis(options, ['tileGridSize'], 2), {
      valueRange: byteRange,
      clipLimit: 4,
      tileGridSize: [8, 8],
      dataFormat: 'channels_last',
    });
    this.#range = requireValueRange(where, this.config.valueRange);
    this.#clipLimit = requireNumber(where, 'clipLimit', this.config.clipLimit);
    this.#grid = requirePerAxis(where, 'tileGridSize', this.config.tileGridSize, 2);
  }

  protected override get keepsPlaces(): boolean {
    return true;
  }

  protected imagesShape(images: Shape): Shape {
    for (const [i, count] of this.#grid.entries()) {
      const size = images[i + 1] ?? null;
      if (size === null || canBeMirrored(size, count)) continue;
      throw new ShapeError({
        where: this.className,
        problem: `images of shape ${formatShape(images)} (channels last) are too small for a grid of ${this.#grid.join(' by ')} tiles`,
        fix: 'pass larger images, or a smaller `tileGridSize`',
      });
    }
    return images;
  }

  protected call(x: Tensor): Tensor {
    return this.onImages(x, (images) => {
      const bytes = toValueRange(images, this.#range, byteRange);
      const equalized = equalizeWithLimit(bytes, this.#grid, this.#clipLimit);
      return toValueRange(equalized, byteRange, this.#range);
    });
  }
}
