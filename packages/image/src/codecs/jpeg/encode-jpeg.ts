import {
  ArgumentError,
  type Bytes,
  type NdArray,
  requireBoolean,
  requireWholeNumber,
  resolveOptions,
} from '@myelin/core';
import { joined } from '../joined.ts';
import { requireByteImage } from '../require-byte-image.ts';
import { BitWriter } from './bit-writer.ts';
import { BLOCK_ORDER } from './block-order.ts';
import { BlockWriter } from './block-writer.ts';
import { forwardDct } from './forward-dct.ts';
import { type CodeList, codeLists, divisorsOf } from './jpeg-tables.ts';
import { mixes, type StoredPlane, storedPlane } from './stored-plane.ts';

/** @see {@link encodeJpeg} */
export interface EncodeJpegOptions {
  /** From 1, small and coarse, to 100. @defaultValue `75` */
  readonly quality?: number;
  /** Whether colors are stored at half the width and height: smaller, and hardly seen. @defaultValue `true` */
  readonly halveColors?: boolean;
}

/** Most pixels in a row or column that a file can say. */
const LONGEST = 65_535;

const kinds = ['luminance', 'chrominance'] as const;

/**
 * The picture as a JPEG file: much smaller than a PNG for photographs, and not exactly the same picture.
 *
 * @shape image `[height, width]`, or `[height, width, channels]` with 1 (gray) or 3 channels, `uint8`
 * @throws {@link ArgumentError} a quality that is no whole number from 1 to 100, or more than 65,535 rows or columns.
 * @throws {@link ShapeError} no picture, or other channels.
 * @throws {@link DtypeError} no bytes.
 * @source ITU-T T.81, sequential, with the tables of annex K scaled as by libjpeg: the bytes are those that Pillow writes.
 * @example
 * encodeJpeg(ndArray([[0, 255]], undefined, 'uint8'), { quality: 90 }).subarray(0, 2) // => Uint8Array [255, 216]
 */
export function encodeJpeg(image: NdArray, options: EncodeJpegOptions = {}): Bytes {
  const where = 'encodeJpeg';
  const picture = requireByteImage(where, image, [1, 3]);
  const resolved = resolveOptions(where, options, { quality: 75, halveColors: true });
  const quality = requireWholeNumber(where, 'quality', resolved.quality, { min: 1, max: 100 });
  const halves = requireBoolean(where, 'halveColors', resolved.halveColors);
  const { width, height, channels } = picture;
  if (width > LONGEST || height > LONGEST) {
    throw new ArgumentError({
      where,
      problem: `a JPEG has at most ${LONGEST} rows and columns, received ${height} rows and ${width} columns`,
      fix: 'make the image smaller with resizeImage, or use encodePng',
    });
  }
  const isColored = channels === 3;
  const size = isColored && halves ? 2 : 1;
  const planes = isColored
    ? mixes.map((mix, i) => storedPlane(picture, mix, i === 0 ? 1 : size, i === 0 ? size : 1))
    : [storedPlane(picture, undefined, 1, 1)];
  const used = isColored ? kinds : (['luminance'] as const);
  const divisors = used.map((kind) => divisorsOf(kind, quality));
  return joined([
    Uint8Array.of(0xff, 0xd8),
    segment(0xe0, [74, 70, 73, 70, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    ...divisors.map((table, i) =>
      segment(
        0xdb,
        [i, ...BLOCK_ORDER].map((place, k) => (k === 0 ? i : (table[place] ?? 0))),
      ),
    ),
    segment(0xc0, [
      ...[8, height >> 8, height & 255, width >> 8, width & 255, channels],
      ...planes.flatMap((_, i) => [i + 1, i === 0 ? size * 17 : 17, i === 0 ? 0 : 1]),
    ]),
    ...used.flatMap((kind, i) => [
      segment(0xc4, codes(i, codeLists[kind].first)),
      segment(0xc4, codes(16 + i, codeLists[kind].others)),
    ]),
    segment(0xda, [channels, ...planes.flatMap((_, i) => [i + 1, i === 0 ? 0 : 17]), 0, 63, 0]),
    scan(planes, divisors, size),
    Uint8Array.of(0xff, 0xd9),
  ]);
}

const codes = (place: number, { counts, symbols }: CodeList): readonly number[] => [
  place,
  ...counts,
  ...symbols,
];

function segment(marker: number, content: readonly number[]): Uint8Array {
  const length = content.length + 2;
  return Uint8Array.of(0xff, marker, length >> 8, length & 255, ...content);
}

/** All blocks, group by group. */
function scan(
  planes: readonly StoredPlane[],
  divisors: readonly Uint16Array[],
  size: number,
): Uint8Array {
  const bits = new BitWriter();
  const writers = planes.map(
    (_, i) => new BlockWriter(bits, codeLists[i === 0 ? 'luminance' : 'chrominance']),
  );
  const numbers = new Int32Array(64);
  const [main] = planes;
  const [wide, high] = [(main?.stride ?? 0) / size, (main?.rows ?? 0) / size];
  for (let group = 0; group < wide * high; group++) {
    const [x, y] = [group % wide, Math.floor(group / wide)];
    for (const [i, { pixels, stride, blocksWide, blocksHigh }] of planes.entries()) {
      const side = i === 0 ? size : 1;
      const table = divisors[Math.min(i, 1)];
      for (let block = 0; block < side * side; block++) {
        const column = x * side + (block % side);
        const row = y * side + Math.floor(block / side);
        // Blocks that only fill a group cost as little as can be.
        if (column >= blocksWide || row >= blocksHigh) writers[i]?.empty();
        else if (table) {
          forwardDct(pixels, 8 * (8 * row * stride + column), 8 * stride, table, numbers);
          writers[i]?.write(numbers);
        }
      }
    }
  }
  return bits.finish();
}
