import type { Padding, Tensor } from '@myelin/core';
import { conv2d, reshape } from '@myelin/core';

/**
 * Products of a kernel with all windows of signals.
 *
 * @param stride - Samples from one window to the next.
 * @shape signals `[count, time]`, kernel `[length, 1, filters]`
 * @shape output `[count, windows, filters]`
 */
export function slideOverSignal(
  signals: Tensor,
  kernel: Tensor,
  stride: number,
  padding: Padding,
): Tensor {
  const [count = 0, time = 0] = signals.shape;
  const [length = 1, , filters = 1] = kernel.shape;
  const rows = reshape(signals, [count, 1, time, 1]);
  const flat = reshape(kernel, [1, length, 1, filters]);
  const y: Tensor = conv2d(rows, flat, { strides: [1, stride], padding });
  return reshape(y, [count, y.shape[2] ?? 0, filters]);
}

/** Number of windows of a signal; null for a signal of unknown length. */
export function windowCount(
  time: number | null,
  length: number,
  stride: number,
  padding: Padding,
): number | null {
  if (time === null) return null;
  return padding === 'same' ? Math.ceil(time / stride) : Math.floor((time - length) / stride) + 1;
}
