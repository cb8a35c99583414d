import type { Shape, Tensor } from '@myelin/core';
import type { DataFormat } from '../spatial/data-format.ts';
import { shapeInFormat, shapeWithChannelsLast } from '../spatial/data-format.ts';
import type { PerAxis } from '../spatial/per-axis.ts';
import { repeatAlongAxis } from './repeat-along-axis.ts';

/** `input` with its spatial axes so many times as long. */
export function upSampledShape(input: Shape, size: PerAxis, format: DataFormat): Shape {
  const shape = shapeWithChannelsLast(input, format);
  const longer = size.map((times, i) => {
    const length = shape[i + 1] ?? null;
    return length === null ? null : length * times;
  });
  return shapeInFormat([shape[0] ?? null, ...longer, shape.at(-1) ?? null], format);
}

/** Repeats each element so many times along its spatial axes. */
export function repeatElements(x: Tensor, size: PerAxis, format: DataFormat): Tensor {
  const first = format === 'channels_last' ? 1 : 2;
  return size.reduce((y, times, i) => repeatAlongAxis(y, first + i, times), x);
}
