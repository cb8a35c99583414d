/** Hue, saturation and value of colors, each a tensor of its own. Red, green and blue are in [0, value]. */

import type { Tensor } from '@myelin/core';
import {
  abs,
  add,
  clip,
  div,
  equal,
  greater,
  less,
  maximum,
  minimum,
  mul,
  onesLike,
  sub,
  where,
} from '@myelin/core';

export interface Hsv {
  /** Place on the color circle, in [0, 1): 0 red, 1/3 green, 2/3 blue. */
  readonly hue: Tensor;
  /** 0 gray, 1 as colorful as can be. */
  readonly saturation: Tensor;
  /** The largest of red, green and blue. */
  readonly value: Tensor;
}

export type Rgb = readonly [red: Tensor, green: Tensor, blue: Tensor];

/**
 * Hue, saturation and value of red, green and blue.
 *
 * @source Smith 1978, as `tf.image.rgb_to_hsv`.
 */
export function rgbToHsv([red, green, blue]: Rgb): Hsv {
  const value = maximum(maximum(red, green), blue);
  const spread = sub(value, minimum(minimum(red, green), blue));
  const isColored = greater(spread, 0);
  // Where nothing is divided, the divisor is 1: its gradient would be NaN otherwise.
  const divisor = mul(where(isColored, spread, onesLike(spread)), 6);
  const hue = where(
    equal(red, value),
    div(sub(green, blue), divisor),
    where(
      equal(green, value),
      add(div(sub(blue, red), divisor), 2 / 6),
      add(div(sub(red, green), divisor), 4 / 6),
    ),
  );
  const turned = where(less(hue, 0), add(hue, 1), hue);
  const isLit = greater(value, 0);
  return {
    hue: where(isColored, turned, 0),
    saturation: where(isLit, div(spread, where(isLit, value, onesLike(value))), 0),
    value,
  };
}

/**
 * Red, green and blue of hue, saturation and value.
 *
 * @source Smith 1978, as `tf.image.hsv_to_rgb`.
 */
export function hsvToRgb({ hue, saturation, value }: Hsv): Rgb {
  const sixth = mul(hue, 6);
  const shares = [
    clip(sub(abs(sub(sixth, 3)), 1), 0, 1),
    clip(sub(2, abs(sub(sixth, 2))), 0, 1),
    clip(sub(2, abs(sub(sixth, 4))), 0, 1),
  ];
  const gray = sub(1, saturation);
  const [red, green, blue] = shares.map((share) => mul(add(gray, mul(saturation, share)), value));
  return [red, green, blue] as unknown as Rgb;
}
