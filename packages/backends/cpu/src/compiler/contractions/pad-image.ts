/** A copy of images with zeros around them, for sums that are too short to leave borders out. */

import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';

export interface PaddedImage {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly top: number;
  readonly left: number;
  /** Sizes with the zeros. */
  readonly paddedHeight: number;
  readonly paddedWidth: number;
}

export const paddedBytes = ({ paddedHeight, paddedWidth, channels }: PaddedImage): number =>
  4 * paddedHeight * paddedWidth * channels;

/** Copies the image at `from` into the middle of the one at `to`, whose borders are zero already. */
export function emitPaddedCopy(
  f: FunctionBuilder,
  image: PaddedImage,
  from: Local,
  to: Local,
): void {
  const { height, width, channels, top, left, paddedWidth } = image;
  const [p, q] = [f.local('i32'), f.local('i32')];
  f.get(from).set(p);
  f.get(to)
    .i32(4 * (top * paddedWidth + left) * channels)
    .op('i32.add')
    .set(q);
  f.repeat(height, () => {
    copyRow(f, p, q, width * channels);
    f.advance(p, 4 * width * channels).advance(q, 4 * paddedWidth * channels);
  });
  f.release(p, q);
}

function copyRow(f: FunctionBuilder, from: Local, to: Local, elements: number): void {
  const block = 8;
  const [p, q, x] = [f.local('i32'), f.local('i32'), f.local('v128')];
  f.get(from).set(p).get(to).set(q);
  const vectors = Math.floor(elements / 4);
  const copy = (count: number): void => {
    for (let i = 0; i < count; i++)
      f.get(q)
        .get(p)
        .load(16 * i)
        .store(16 * i);
  };
  f.repeat(Math.floor(vectors / block), () => {
    copy(block);
    f.advance(p, 16 * block).advance(q, 16 * block);
  });
  const rest = vectors % block;
  copy(rest);
  if (elements % 4 > 0) {
    f.get(p)
      .load(16 * rest)
      .set(x);
    f.storeLanes(q, x, elements % 4, 16 * rest);
  }
  f.release(p, q, x);
}
