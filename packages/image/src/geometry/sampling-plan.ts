import { type BorderMode, pixelAt } from '../image/border-mode.ts';
import type { ImageSizes } from '../image/require-image.ts';
import type { AffineMatrix } from './affine-matrix.ts';

/** How pixels are found. */
export interface SamplingOptions {
  readonly interpolation: 'linear' | 'nearest';
  readonly border: BorderMode;
  readonly arithmetic: 'float' | 'fixed_point';
}

/** Bits behind the point of a place as it is worked out, and as the table of weights knows it. */
const PLACE_BITS = 10;
const WEIGHT_BITS = 5;

/**
 * Where each pixel of a warped picture comes from: worked out once, and followed for as many pictures as one likes.
 *
 * The arithmetic is OpenCV's. Since 4.11 places are float32 (`'float'`). Before, they were rounded to 1/32 of a pixel
 * (`'fixed_point'`), or to 1/1024 where the nearest pixel was taken.
 */
export class SamplingPlan {
  readonly source: ImageSizes;
  readonly options: SamplingOptions;
  /** For each pixel, where in the source its neighbors begin: four of them, or the nearest one. -1 is outside. */
  readonly places: Int32Array;
  /** For each pixel, how far it lies between its neighbors, to the right and down. */
  readonly shares: Float32Array;
  readonly #width: number;
  readonly #height: number;
  #planned = 0;

  constructor(
    source: ImageSizes,
    target: { readonly height: number; readonly width: number },
    options: SamplingOptions,
  ) {
    const size = target.height * target.width;
    const isLinear = options.interpolation === 'linear';
    this.source = source;
    this.options = options;
    this.places = new Int32Array(isLinear ? 4 * size : size);
    this.shares = new Float32Array(isLinear ? 2 * size : 0);
    this.#width = target.width;
    this.#height = target.height;
  }

  /** Plans anew. @param back - Takes a place of the new picture to the place of the old one that is seen there. */
  follow(back: AffineMatrix): this {
    this.#planned = 0;
    const isFloat = this.options.arithmetic === 'float';
    for (let y = 0; y < this.#height; y++) {
      if (isFloat) this.#planFloat(back, y);
      else this.#planFixed(back, y);
    }
    return this;
  }

  #planFloat([[a, b, c], [d, e, f]]: AffineMatrix, y: number): void {
    const round = Math.fround;
    const isLinear = this.options.interpolation === 'linear';
    const right = round(a);
    const down = round(d);
    const startX = round(round(y * round(b)) + round(c));
    const startY = round(round(y * round(e)) + round(f));
    for (let x = 0; x < this.#width; x++) {
      // A product of two float32 is exact in double precision: one rounding, as a fused multiply-add has it.
      const placeX = round(right * x + startX);
      const placeY = round(down * x + startY);
      if (isLinear) {
        const left = Math.floor(placeX);
        const top = Math.floor(placeY);
        this.#between(left, top, placeX - left, placeY - top);
      } else this.#at(halvesToEven(placeX), halvesToEven(placeY));
    }
  }

  #planFixed([[a, b, c], [d, e, f]]: AffineMatrix, y: number): void {
    const isLinear = this.options.interpolation === 'linear';
    const scale = 2 ** PLACE_BITS;
    const step = isLinear ? 2 ** (PLACE_BITS - WEIGHT_BITS) : scale;
    const parts = 2 ** WEIGHT_BITS;
    const startX = halvesToEven((b * y + c) * scale) + step / 2;
    const startY = halvesToEven((e * y + f) * scale) + step / 2;
    for (let x = 0; x < this.#width; x++) {
      const placeX = Math.floor((startX + halvesToEven(a * x * scale)) / step);
      const placeY = Math.floor((startY + halvesToEven(d * x * scale)) / step);
      if (isLinear) {
        const left = Math.floor(placeX / parts);
        const top = Math.floor(placeY / parts);
        this.#between(left, top, placeX / parts - left, placeY / parts - top);
      } else this.#at(placeX, placeY);
    }
  }

  #at(x: number, y: number): void {
    this.places[this.#planned++] = this.#offset(x, y);
  }

  #between(left: number, top: number, shareX: number, shareY: number): void {
    const at = this.#planned++;
    const { places, shares } = this;
    const { width, height, channels } = this.source;
    shares[2 * at] = shareX;
    shares[2 * at + 1] = shareY;
    if (left >= 0 && top >= 0 && left < width - 1 && top < height - 1) {
      const first = (top * width + left) * channels;
      places[4 * at] = first;
      places[4 * at + 1] = first + channels;
      places[4 * at + 2] = first + width * channels;
      places[4 * at + 3] = first + (width + 1) * channels;
    } else {
      places[4 * at] = this.#offset(left, top);
      places[4 * at + 1] = this.#offset(left + 1, top);
      places[4 * at + 2] = this.#offset(left, top + 1);
      places[4 * at + 3] = this.#offset(left + 1, top + 1);
    }
  }

  #offset(x: number, y: number): number {
    const { width, height, channels } = this.source;
    const column = pixelAt(x, width, this.options.border);
    const row = pixelAt(y, height, this.options.border);
    return column < 0 || row < 0 ? -1 : (row * width + column) * channels;
  }
}

/** The nearest whole number; of two the even one. */
function halvesToEven(value: number): number {
  const near = Math.round(value);
  return near - value === 0.5 && near % 2 !== 0 ? near - 1 : near;
}
