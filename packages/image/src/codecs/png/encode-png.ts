import type { Bytes, NdArray } from '@myelin/core';
import { crc32 } from '@myelin/core';
import { zlibSync } from 'fflate';
import { joined } from '../joined.ts';
import { requireByteImage } from '../require-byte-image.ts';
import { PNG_SIGNATURE } from './png-header.ts';
import { guess } from './unfilter-row.ts';

/** The number of a PNG's color type, by channels. */
const colorTypes: Readonly<Record<number, number>> = { 1: 0, 2: 4, 3: 2, 4: 6 };

/**
 * The picture as a PNG file: no pixel is lost.
 *
 * @shape image `[height, width]`, or `[height, width, channels]` with 1 (gray), 2 (gray and alpha), 3 or 4 channels, `uint8`
 * @throws {@link ShapeError} no picture, or other channels.
 * @throws {@link DtypeError} no bytes.
 * @source PNG specification, third edition; for each row the filter is taken that leaves the smallest numbers.
 * @example
 * encodePng(ndArray([[0, 255]], undefined, 'uint8')).subarray(1, 4) // => Uint8Array [80, 78, 71]
 */
export function encodePng(image: NdArray): Bytes {
  const { height, width, channels, data } = requireByteImage('encodePng', image, [1, 2, 3, 4]);
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  header.setUint8(8, 8);
  header.setUint8(9, colorTypes[channels] ?? 0);
  return joined([
    PNG_SIGNATURE,
    chunk('IHDR', new Uint8Array(header.buffer)),
    chunk('IDAT', zlibSync(filtered(data, width * channels, channels), { level: 6 })),
    chunk('IEND', new Uint8Array()),
  ]);
}

function chunk(type: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(content.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = type.charCodeAt(i);
  bytes.set(content, 8);
  view.setUint32(content.length + 8, crc32(bytes.subarray(4, content.length + 8)));
  return bytes;
}

/** Each row behind the number of its filter: the one whose bytes are nearest to 0 all in all. */
function filtered(data: Uint8Array, length: number, step: number): Uint8Array {
  const rows = data.length / length;
  const result = new Uint8Array(rows * (length + 1));
  const zeros = new Uint8Array(length);
  for (let y = 0; y < rows; y++) {
    const row = data.subarray(y * length, (y + 1) * length);
    const above = y === 0 ? zeros : data.subarray((y - 1) * length, y * length);
    const sums = [0, 1, 2, 3, 4].map((filter) => distance(filter, row, above, step));
    const best = sums.indexOf(Math.min(...sums));
    result[y * (length + 1)] = best;
    for (let i = 0; i < length; i++) {
      const left = i < step ? 0 : (row[i - step] ?? 0);
      const corner = i < step ? 0 : (above[i - step] ?? 0);
      const guessed = guess(best, left, above[i] ?? 0, corner);
      result[y * (length + 1) + 1 + i] = (row[i] ?? 0) - guessed;
    }
  }
  return result;
}

/** Bytes of a row that are looked at to choose its filter. */
const LOOKED_AT = 2048;

/** How far a filter leaves bytes from 0, where 255 is as near as 1. */
function distance(filter: number, row: Uint8Array, above: Uint8Array, step: number): number {
  let sum = 0;
  const count = Math.min(row.length, LOOKED_AT);
  for (let i = step; i < count; i++) {
    const guessed = guess(filter, row[i - step] ?? 0, above[i] ?? 0, above[i - step] ?? 0);
    const difference = ((row[i] ?? 0) - guessed) & 255;
    sum += difference < 128 ? difference : 256 - difference;
  }
  return sum;
}
