import { ByteReader } from '../byte-reader.ts';
import { damaged, type ImageSource, unreadable } from '../image-source.ts';

/** What a PNG says of itself first. */
export interface PngHeader {
  readonly width: number;
  readonly height: number;
  /** Bits of one channel, or of an index into the palette. */
  readonly depth: number;
  readonly kind: 'gray' | 'rgb' | 'palette' | 'gray and alpha' | 'rgba';
  /** Bytes of the pixels before they are compressed, with the number of a filter before each row. */
  readonly size: number;
}

/** Bytes before the chunks. */
export const PNG_SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** By the number in the file. */
const kinds: Readonly<
  Record<number, Pick<PngHeader, 'kind'> & { channels: number; depths: number[] }>
> = {
  0: { kind: 'gray', channels: 1, depths: [1, 2, 4, 8, 16] },
  2: { kind: 'rgb', channels: 3, depths: [8, 16] },
  3: { kind: 'palette', channels: 1, depths: [1, 2, 4, 8] },
  4: { kind: 'gray and alpha', channels: 2, depths: [8, 16] },
  6: { kind: 'rgba', channels: 4, depths: [8, 16] },
};

/** Every how many-th pixel a pass over the picture has, from where. */
type Pass = readonly [x: number, y: number, stepX: number, stepY: number];

const wholePicture: readonly Pass[] = [[0, 0, 1, 1]];

/** The seven passes of Adam Costello's interlacing. */
const adam7: readonly Pass[] = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
];

/** Reads the chunk `IHDR`, whose content is given. @throws {@link DataError} */
export function readPngHeader(content: Uint8Array, source: ImageSource): PngHeader {
  const reader = new ByteReader(content, source);
  const [width, height] = [reader.uint32(), reader.uint32()];
  const [depth, color] = [reader.byte(), reader.byte()];
  const [compression, filter, interlace] = [reader.byte(), reader.byte(), reader.byte()];
  const kind = kinds[color];
  if (!kind?.depths.includes(depth)) {
    throw damaged(source, `there is no color type ${color} of ${depth} bits`);
  }
  if (compression !== 0 || filter !== 0 || interlace > 1 || content.length !== 13) {
    throw damaged(source, 'its header says what no PNG can');
  }
  if (interlace === 1 && depth < 8) {
    const problem = `it is interlaced and has ${depth} ${depth === 1 ? 'bit' : 'bits'} for each pixel`;
    throw unreadable(source, problem, 'save it without interlacing, with another program');
  }
  const size = (interlace === 1 ? adam7 : wholePicture).reduce((sum, [x, y, stepX, stepY]) => {
    const columns = Math.max(0, Math.ceil((width - x) / stepX));
    const rows = Math.max(0, Math.ceil((height - y) / stepY));
    return columns === 0
      ? sum
      : sum + rows * (1 + Math.ceil((columns * depth * kind.channels) / 8));
  }, 0);
  return { width, height, depth, kind: kind.kind, size };
}
