import type { Padding } from '@myelin/core';
import type { PerAxis } from './per-axis.ts';

/** `'causal'`: all zeros in front, so that no window sees what comes after it. */
export type SequencePadding = Padding | 'causal';

/** How windows slide over the spatial axes of what is convolved. */
export interface SlidingWindows<Sizes extends PerAxis = PerAxis> {
  readonly strides: Sizes;
  readonly padding: SequencePadding;
  /** Distance between the elements of a window. */
  readonly dilation: Sizes;
}

/** Size of a window with its gaps, along one axis. */
export function spanOf(kernelSize: number, dilation: number): number {
  return (kernelSize - 1) * dilation + 1;
}

/** How many elements a padding adds before and behind an axis of `length` elements. */
export function paddingAround(
  length: number,
  span: number,
  stride: number,
  padding: SequencePadding,
): readonly [before: number, after: number] {
  if (padding === 'valid') return [0, 0];
  if (padding === 'causal') return [span - 1, 0];
  const total = Math.max(0, (Math.ceil(length / stride) - 1) * stride + span - length);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}
