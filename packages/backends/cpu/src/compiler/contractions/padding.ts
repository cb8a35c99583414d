/** How large images must be for all taps to fall into them. */

import { isWhole, type TapAxis } from '../windows/tap-axis.ts';
import type { PaddedImage } from './pad-image.ts';

export interface Padding {
  readonly image: PaddedImage;
  readonly vertical: AxisPadding;
  readonly horizontal: AxisPadding;
}

interface AxisPadding {
  readonly before: number;
  readonly size: number;
}

/** Vertical and horizontal. */
export interface TapAxes {
  readonly vertical: TapAxis;
  readonly horizontal: TapAxis;
}

/** Zeros around images that all taps fall into; undefined if none are needed. */
export function paddingFor(
  image: { readonly height: number; readonly width: number; readonly channels: number },
  axes: readonly TapAxes[],
): Padding | undefined {
  if (axes.every(isUncut)) return undefined;
  const vertical = axisPadding(axes.map((two) => two.vertical));
  const horizontal = axisPadding(axes.map((two) => two.horizontal));
  const { height, width, channels } = image;
  const padded = {
    height,
    width,
    channels,
    top: vertical.before,
    left: horizontal.before,
    paddedHeight: vertical.size,
    paddedWidth: horizontal.size,
  };
  return { image: padded, vertical, horizontal };
}

/** The same taps in the padded image. */
export function paddedAxes({ vertical, horizontal }: TapAxes, padding: Padding): TapAxes {
  return {
    vertical: paddedAxis(vertical, padding.vertical),
    horizontal: paddedAxis(horizontal, padding.horizontal),
  };
}

/** Whether all taps lie in the image. */
export const isUncut = ({ vertical, horizontal }: TapAxes): boolean =>
  isWhole(vertical) && isWhole(horizontal);

function axisPadding(axes: readonly TapAxis[]): AxisPadding {
  const used = axes.filter(({ taps }) => taps > 0);
  const first = Math.min(0, ...used.map(({ start }) => start));
  const last = used.map(({ start, count, move, taps, tapStep, size }) =>
    Math.max(size, start + (count - 1) * move + (taps - 1) * tapStep + 1),
  );
  return { before: -first, size: Math.max(...last) - first };
}

function paddedAxis(axis: TapAxis, { before, size }: AxisPadding): TapAxis {
  return { ...axis, start: axis.start + before, size };
}
