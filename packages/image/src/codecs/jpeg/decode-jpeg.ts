import type { NdArray } from '@myelin/core';
import { newPixels, pixelsOf } from '../../image/new-pixels.ts';
import { damaged, type ImageSource } from '../image-source.ts';
import { inverseDct } from './inverse-dct.ts';
import { convertRow, jpegColors } from './jpeg-colors.ts';
import { END, JpegFile } from './jpeg-file.ts';
import type { JpegFrame } from './jpeg-frame.ts';
import { type JpegNumbers, readScan } from './read-scan.ts';
import { upright } from './upright.ts';
import { type JpegPlane, upsampleRow } from './upsample-row.ts';

/** Most scans of one file. Programs write about ten; a file of thousands would only keep us busy. */
const MOST_SCANS = 100;

/** Blocks that one byte of a file can stand for, at most: one bit each. */
const BLOCKS_OF_BYTE = 8;

/**
 * The pixels of a JPEG, `[height, width, 1 or 3]` of bytes, with stops on the way.
 *
 * @param isUpright - Whether to turn the picture as the camera was held.
 * @throws {@link DataError}
 * @source ITU-T T.81, sequential and progressive, with libjpeg's arithmetic.
 */
export function* decodeJpeg(
  bytes: Uint8Array,
  source: ImageSource,
  maxPixels: number,
  isUpright: boolean,
): Generator<undefined, NdArray> {
  const file = new JpegFile(bytes, source, maxPixels);
  let channels: readonly JpegNumbers[] | undefined;
  let scans = 0;
  while (file.nextMarker() !== END) {
    if (!file.frame) throw damaged(source, 'a scan stands before the size of the picture');
    channels ??= roomFor(file.frame, bytes.length, source);
    if (++scans > MOST_SCANS) throw damaged(source, `it has more than ${MOST_SCANS} scans`);
    yield* readScan(file, file.frame, channels, source);
    // Of some files, the end is missing; then all pixels are there.
    if (file.reader.left < 2 && !file.frame.isProgressive) break;
  }
  if (!file.frame || !channels) throw damaged(source, 'it has no pixels');
  const image = yield* assemble(file, file.frame, channels, source);
  return isUpright ? upright(image, file.orientation) : image;
}

function roomFor(frame: JpegFrame, size: number, source: ImageSource): readonly JpegNumbers[] {
  const blocks = frame.components.reduce((sum, { stride, rows }) => sum + stride * rows, 0);
  if (blocks > size * BLOCKS_OF_BYTE) throw damaged(source, 'pixels are missing');
  return frame.components.map((component) => ({
    component,
    numbers: new Int16Array(64 * component.stride * component.rows),
    divisors: undefined,
  }));
}

function* assemble(
  file: JpegFile,
  frame: JpegFrame,
  channels: readonly JpegNumbers[],
  source: ImageSource,
): Generator<undefined, NdArray> {
  const planes: JpegPlane[] = [];
  for (const { component, numbers, divisors } of channels) {
    if (!divisors) throw damaged(source, 'a channel is missing');
    const stride = 8 * component.stride;
    const pixels = new Uint8ClampedArray(stride * 8 * component.rows);
    for (let row = 0, block = 0; row < component.rows; row++) {
      for (let column = 0; column < component.stride; column++, block++) {
        inverseDct(numbers, 64 * block, divisors, pixels, 8 * (row * stride + column), stride);
      }
      yield;
    }
    planes.push({ component, pixels, stride });
  }
  const ids = frame.components.map(({ id }) => id);
  const colors = jpegColors(ids, file.transform, file.isJfif);
  const depth = colors === 'gray' ? 1 : 3;
  const image = newPixels(source.where, 'uint8', [frame.height, frame.width, depth]);
  const to = pixelsOf(image) as Uint8ClampedArray;
  const rows = planes.map(() => new Uint8Array(frame.width));
  const length = frame.width * depth;
  for (let y = 0; y < frame.height; y++) {
    for (const [i, row] of rows.entries()) {
      const plane = planes[i];
      if (plane) upsampleRow(frame, plane, y, row);
    }
    const isInverted = file.transform !== undefined;
    convertRow(colors, rows, isInverted, to.subarray(y * length, (y + 1) * length));
    yield;
  }
  return image;
}
