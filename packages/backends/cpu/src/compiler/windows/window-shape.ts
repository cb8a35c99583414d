/** How windows slide over images: what convolutions and pooling have in common. */

import type { Attribute, Operation, Value } from '@myelin/program';

/** Windows along one axis of an image. */
export interface WindowAxis {
  /** Length of the image. */
  readonly size: number;
  /** Number of windows. */
  readonly windows: number;
  /** Places in a window. */
  readonly kernel: number;
  /** Distance between windows. */
  readonly stride: number;
  /** Distance between the places of a window. */
  readonly dilation: number;
  /** How far the first window begins before the image. */
  readonly before: number;
}

export interface WindowShape {
  readonly images: number;
  readonly vertical: WindowAxis;
  readonly horizontal: WindowAxis;
}

/** Windows of `kernel` height and width over `image`, with a number for each window in `windows`; both NHWC. */
export function windowShape(
  image: Value,
  windows: Value,
  kernel: readonly [number, number],
  { attributes }: Operation,
): WindowShape {
  const [images = 1, ...size] = image.shape;
  const [strides, dilations] = [pair(attributes.strides), pair(attributes.dilations)];
  const axis = (i: 0 | 1): WindowAxis => {
    const own = {
      size: size[i] ?? 1,
      windows: windows.shape[i + 1] ?? 1,
      kernel: kernel[i],
      stride: strides[i],
      dilation: dilations[i],
    };
    return { ...own, before: paddingBefore(attributes.pad, i, own) };
  };
  return { images, vertical: axis(0), horizontal: axis(1) };
}

/** A number for both axes, or one for each; 1 where nothing is said. */
export function pair(attribute: Attribute | undefined): readonly [number, number] {
  if (typeof attribute === 'number') return [attribute, attribute];
  if (!Array.isArray(attribute)) return [1, 1];
  const [first, second] = attribute as readonly number[];
  return [first ?? 1, second ?? first ?? 1];
}

function paddingBefore(
  pad: Attribute | undefined,
  axis: 0 | 1,
  { size, windows, kernel, stride, dilation }: Omit<WindowAxis, 'before'>,
): number {
  if (typeof pad === 'number') return pad;
  if (pad === 'same') {
    const covered = (windows - 1) * stride + (kernel - 1) * dilation + 1;
    return Math.floor(Math.max(0, covered - size) / 2);
  }
  if (!Array.isArray(pad)) return 0;
  const [before] = (pad[axis + 1] as readonly number[] | undefined) ?? [];
  return before ?? 0;
}
