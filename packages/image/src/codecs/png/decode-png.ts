import type { NdArray } from '@myelin/core';
import { newPixels } from '../../image/new-pixels.ts';
import { damaged, type ImageSource, requirePixelCount } from '../image-source.ts';
import { inflateWithin } from './inflate-within.ts';
import { pngChunks } from './png-chunks.ts';
import { type PngColors, pngColors } from './png-colors.ts';
import { type PngHeader, readPngHeader } from './png-header.ts';
import { unfilterRow } from './unfilter-row.ts';

/** Every how many-th pixel a pass over the picture has, from where. */
interface Pass {
  readonly x: number;
  readonly y: number;
  readonly stepX: number;
  readonly stepY: number;
}

const wholePicture: readonly Pass[] = [{ x: 0, y: 0, stepX: 1, stepY: 1 }];

/** The seven passes of Adam Costello's interlacing. */
const adam7: readonly Pass[] = [
  { x: 0, y: 0, stepX: 8, stepY: 8 },
  { x: 4, y: 0, stepX: 8, stepY: 8 },
  { x: 0, y: 4, stepX: 4, stepY: 8 },
  { x: 2, y: 0, stepX: 4, stepY: 4 },
  { x: 0, y: 2, stepX: 2, stepY: 4 },
  { x: 1, y: 0, stepX: 2, stepY: 2 },
  { x: 0, y: 1, stepX: 1, stepY: 2 },
];

/**
 * The pixels of a PNG, `[height, width, channels]` of bytes, with stops on the way.
 *
 * Of 16 bits the upper 8 are kept, fewer than 8 are spread over 0 to 255, palettes are looked up.
 *
 * @throws {@link DataError}
 */
export function* decodePng(
  bytes: Uint8Array,
  source: ImageSource,
  maxPixels: number,
): Generator<undefined, NdArray> {
  let header: PngHeader | undefined;
  let palette: Uint8Array | undefined;
  let transparency: Uint8Array | undefined;
  const pieces: Uint8Array[] = [];
  for (const { type, content } of pngChunks(bytes, source)) {
    if (header === undefined) {
      if (type !== 'IHDR') throw damaged(source, 'it does not begin with a header');
      header = readPngHeader(content, source);
      requirePixelCount(source, header, maxPixels);
    } else if (type === 'PLTE') palette = content;
    else if (type === 'tRNS') transparency = content;
    else if (type === 'IDAT') pieces.push(content);
    else throw damaged(source, `it has a part that no PNG has`);
  }
  if (header === undefined) throw damaged(source, 'it has no header');
  const colors = pngColors(header, palette, transparency, source);
  return yield* readPasses(header, pieces, colors, source);
}

function* readPasses(
  header: PngHeader,
  pieces: readonly Uint8Array[],
  colors: PngColors,
  source: ImageSource,
): Generator<undefined, NdArray> {
  const { width, height, depth, channels } = header;
  const bits = depth * channels;
  const passes = (header.isInterlaced ? adam7 : wholePicture)
    .map((pass) => {
      const columns = Math.ceil((width - pass.x) / pass.stepX);
      const rows = Math.ceil((height - pass.y) / pass.stepY);
      return { ...pass, columns, rows, length: Math.ceil((columns * bits) / 8) };
    })
    .filter(({ columns, rows }) => columns > 0 && rows > 0);
  const size = passes.reduce((sum, { rows, length }) => sum + rows * (length + 1), 0);
  const raw = yield* inflateWithin(pieces, size, source);
  const result = newPixels(source.where, 'uint8', [height, width, colors.channels]);
  const step = Math.max(1, bits >> 3);
  let place = 0;
  for (const { x, y, stepX, stepY, columns, rows, length } of passes) {
    let above: Uint8Array = new Uint8Array(length);
    for (let row = 0; row < rows; row++) {
      const line = raw.subarray(place + 1, place + 1 + length);
      unfilterRow(raw[place] ?? 0, line, above, step, source);
      const first = ((y + row * stepY) * width + x) * colors.channels;
      colors.expand(line, columns, result.data as Uint8Array, first, stepX * colors.channels);
      above = line;
      place += length + 1;
      yield;
    }
  }
  return result;
}
