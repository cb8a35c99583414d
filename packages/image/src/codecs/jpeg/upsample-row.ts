import type { JpegComponent, JpegFrame } from './jpeg-frame.ts';

/** The pixels of one channel. */
export interface JpegPlane {
  readonly component: JpegComponent;
  readonly pixels: Uint8ClampedArray;
  /** Pixels from a row to the next. */
  readonly stride: number;
}

/**
 * Row `y` of the picture, of a channel that may be stored smaller.
 *
 * Where it is half as wide or high, pixels are blended with their neighbors, 3 parts to 1; else they are repeated.
 *
 * @source libjpeg-turbo's "fancy upsampling", rounding included.
 */
export function upsampleRow(frame: JpegFrame, plane: JpegPlane, y: number, to: Uint8Array): void {
  const { component } = plane;
  const factorX = frame.across / component.across;
  const factorY = frame.down / component.down;
  const near = rowOf(plane, Math.floor(y / factorY));
  if (factorY === 2 && factorX === 1) {
    const far = neighborOf(plane, y);
    const bias = y % 2 === 0 ? 1 : 2;
    for (let x = 0; x < to.length; x++) {
      to[x] = ((near[x] ?? 0) * 3 + (far[x] ?? 0) + bias) >> 2;
    }
  } else if (factorX === 2 && component.width > 2 && factorY <= 2) {
    if (factorY === 1) blendAcross(near, component.width, to);
    else blendBoth(near, neighborOf(plane, y), component.width, to);
  } else if (factorX === 1) {
    to.set(near.subarray(0, to.length));
  } else {
    for (let x = 0; x < to.length; x++) to[x] = near[Math.floor(x / factorX)] ?? 0;
  }
}

function rowOf({ component, pixels, stride }: JpegPlane, row: number): Uint8ClampedArray {
  const inside = Math.min(Math.max(row, 0), component.height - 1);
  return pixels.subarray(inside * stride, inside * stride + component.width);
}

/** The row that is second nearest to row `y` of a picture twice as high. */
const neighborOf = (plane: JpegPlane, y: number): Uint8ClampedArray =>
  rowOf(plane, (y >> 1) + (y % 2 === 0 ? -1 : 1));

function blendAcross(from: Uint8ClampedArray, width: number, to: Uint8Array): void {
  for (let x = 0; x < to.length; x++) {
    const at = x >> 1;
    const value = from[at] ?? 0;
    const isLeft = x % 2 === 0;
    const other = isLeft ? at - 1 : at + 1;
    const isEdge = other < 0 || other >= width;
    to[x] = isEdge ? value : (value * 3 + (from[other] ?? 0) + (isLeft ? 1 : 2)) >> 2;
  }
}

function blendBoth(
  near: Uint8ClampedArray,
  far: Uint8ClampedArray,
  width: number,
  to: Uint8Array,
): void {
  let before = (near[0] ?? 0) * 3 + (far[0] ?? 0);
  let value = before;
  for (let at = 0, x = 0; at < width; at++, x += 2) {
    const after = at + 1 < width ? (near[at + 1] ?? 0) * 3 + (far[at + 1] ?? 0) : value;
    to[x] = (value * 3 + before + 8) >> 4;
    // Of an odd width, the last one falls outside, and is not kept.
    to[x + 1] = (value * 3 + after + 7) >> 4;
    before = value;
    value = after;
  }
}
