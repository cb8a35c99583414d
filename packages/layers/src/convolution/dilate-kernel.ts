import type { Tensor } from '@myelin/core';
import { pad, reshape, slice } from '@myelin/core';
import type { Pair } from '../spatial/pair.ts';

/**
 * A kernel with `rate - 1` rows and columns of zeros between its own.
 *
 * Convolution with it is dilated convolution, and, unlike that of tfjs, can be differentiated.
 *
 * @shape kernel `[height, width, channels, filters]`
 */
export function dilateKernel(kernel: Tensor, [rateHeight, rateWidth]: Pair): Tensor {
  const [height = 0, width = 0, channels = 0, filters = 0] = kernel.shape;
  const rows = spread(reshape(kernel, [1, height, width * channels * filters]), rateHeight);
  const tall = rows.shape[1] ?? 0;
  const columns = spread(reshape(rows, [tall, width, channels * filters]), rateWidth);
  return reshape(columns, [tall, columns.shape[1] ?? 0, channels, filters]);
}

/** Zeros between the entries of the middle axis of three. */
function spread(x: Tensor, rate: number): Tensor {
  if (rate === 1) return x;
  const [outer = 0, count = 0, inner = 0] = x.shape;
  const apart = pad(reshape(x, [outer * count, 1, inner]), [
    [0, 0],
    [0, rate - 1],
    [0, 0],
  ]);
  const joined = reshape(apart, [outer, count * rate, inner]);
  return slice(joined, [0, 0, 0], [outer, (count - 1) * rate + 1, inner]);
}
