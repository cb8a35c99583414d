import type { Padding } from '@myelin/core';

/** How windows of a transposed convolution lie along one axis of its result. */
export interface TransposedAxis {
  /** Size of a window with its gaps. */
  readonly span: number;
  readonly stride: number;
  readonly padding: Padding;
  /** Null for the size that a convolution with the same options would have come from. */
  readonly outputPadding: number | null;
}

/** Size of the result along an axis whose input has `length` elements. */
export function transposedSize(
  length: number,
  { span, stride, padding, outputPadding }: TransposedAxis,
): number {
  const covered = (length - 1) * stride;
  if (padding === 'valid') return covered + span + (outputPadding ?? Math.max(0, stride - span));
  return outputPadding === null ? length * stride : covered + (span % 2) + outputPadding;
}

/** How many elements of the first window lie before the result. */
export function elementsBefore(length: number, axis: TransposedAxis): number {
  if (axis.padding === 'valid') return 0;
  const reach = (length - 1) * axis.stride + axis.span;
  return Math.floor(Math.max(0, reach - transposedSize(length, axis)) / 2);
}
