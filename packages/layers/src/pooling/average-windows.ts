import type { Tensor } from '@myelin/core';
import { avgPool2d, mul, NdArray, pad, tensor } from '@myelin/core';
import type { Windows } from '../spatial/window-shape.ts';
import { samePadding } from '../spatial/window-shape.ts';

/**
 * Mean of the elements of each window that lie within the image.
 *
 * tfjs's own `'same'` average divides by that number too, but its gradient divides by the size of the window.
 *
 * @shape `[batch, height, width, channels]`
 */
export function averageWindows(x: Tensor, { size, strides, padding }: Windows): Tensor {
  const [, height = 0, width = 0] = x.shape;
  const rows = samePadding(height, size[0], strides[0]);
  const columns = samePadding(width, size[1], strides[1]);
  const inside = rows[0] + rows[1] + columns[0] + columns[1] === 0;
  if (padding === 'valid' || inside) return avgPool2d(x, size, { strides });
  const padded = pad(x, [[0, 0], rows, columns, [0, 0]]);
  const shares = outer(
    sharesInside(height, size[0], strides[0], rows[0]),
    sharesInside(width, size[1], strides[1], columns[0]),
  );
  return mul(avgPool2d(padded, size, { strides }), tensor(shares));
}

/** For each window along an axis, its size over the number of its elements that lie within. */
function sharesInside(length: number, size: number, stride: number, before: number): number[] {
  return Array.from({ length: Math.ceil(length / stride) }, (_, i) => {
    const begin = i * stride - before;
    return size / (Math.min(begin + size, length) - Math.max(begin, 0));
  });
}

/** Products of all pairs. @shape `[1, rows, columns, 1]` */
function outer(rows: readonly number[], columns: readonly number[]): NdArray {
  const products = rows.flatMap((row) => columns.map((column) => row * column));
  return new NdArray(Float32Array.from(products), [1, rows.length, columns.length, 1]);
}
