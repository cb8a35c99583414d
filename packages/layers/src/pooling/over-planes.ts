import type { Tensor } from '@myelin/core';
import { reshape } from '@myelin/core';
import type { Pair, PerAxis } from '../spatial/per-axis.ts';
import type { Windows } from '../spatial/window-shape.ts';

/** Pools images `[batch, height, width, channels]`. */
type PoolImages = (x: Tensor, size: Pair, options: Omit<Windows, 'size'>) => Tensor;

/**
 * Windows over one, two or three axes by windows over two, channels last: a sequence is an image of one row, and a
 * volume is pooled over depth and height first, then over width.
 */
export function overPlanes(x: Tensor, windows: Windows<PerAxis>, pool: PoolImages): Tensor {
  const { size, strides, padding } = windows;
  const [batch = 0, first = 0, second = 0, third = 0, channels = 0] = x.shape;
  const [size0 = 1, size1 = 1, size2 = 1] = size;
  const [stride0 = 1, stride1 = 1, stride2 = 1] = strides;
  if (size.length === 1) {
    const row = reshape(x, [batch, 1, first, second]);
    const y = pool(row, [1, size0], { strides: [1, stride0], padding });
    return reshape(y, [batch, y.shape[2] ?? 0, second]);
  }
  if (size.length === 2) return pool(x, [size0, size1], { strides: [stride0, stride1], padding });
  const image = reshape(x, [batch, first, second, third * channels]);
  const flat = pool(image, [size0, size1], { strides: [stride0, stride1], padding });
  const [, depth = 0, height = 0] = flat.shape;
  const rows = reshape(flat, [batch, depth * height, third, channels]);
  const y = pool(rows, [1, size2], { strides: [1, stride2], padding });
  return reshape(y, [batch, depth, height, y.shape[2] ?? 0, channels]);
}
