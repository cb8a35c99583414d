import type { ByteReader } from '../byte-reader.ts';
import { damaged, type ImageSource, requirePixelCount, unreadable } from '../image-source.ts';

/** One channel of a JPEG, as it is stored. */
export interface JpegComponent {
  readonly id: number;
  /** Blocks next to one another, and above one another, in a group of blocks of all channels. */
  readonly across: number;
  readonly down: number;
  /** Which table its numbers were divided by. */
  readonly table: number;
  /** Pixels of its own, which are fewer where it is stored smaller. */
  readonly width: number;
  readonly height: number;
  /** Blocks that hold those pixels. */
  readonly blocksWide: number;
  readonly blocksHigh: number;
  /** Blocks there is room for: whole groups. */
  readonly stride: number;
  readonly rows: number;
}

/** What a JPEG says of its pixels. */
export interface JpegFrame {
  readonly width: number;
  readonly height: number;
  readonly isProgressive: boolean;
  readonly components: readonly JpegComponent[];
  /** The most of any channel. */
  readonly across: number;
  readonly down: number;
  /** Groups of blocks. */
  readonly groupsWide: number;
  readonly groupsHigh: number;
}

/** Kinds of JPEG that are not in use for photographs. */
const kinds: Readonly<Record<number, string>> = {
  195: 'lossless JPEG',
  197: 'hierarchical JPEG',
  198: 'hierarchical JPEG',
  199: 'hierarchical JPEG',
  201: 'JPEG with arithmetic coding',
  202: 'JPEG with arithmetic coding',
  203: 'lossless JPEG',
  205: 'hierarchical JPEG',
  206: 'hierarchical JPEG',
  207: 'hierarchical JPEG',
};

/** Whether a marker begins a frame. */
export const isFrameMarker = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Reads the segment behind a frame marker. @throws {@link DataError} */
export function readJpegFrame(
  marker: number,
  segment: ByteReader,
  source: ImageSource,
  maxPixels: number,
): JpegFrame {
  const fix = 'save it as an ordinary JPEG or as PNG';
  const kind = kinds[marker];
  if (kind) throw unreadable(source, `it is a ${kind}`, fix);
  const bits = segment.byte();
  const [height, width, count] = [segment.uint16(), segment.uint16(), segment.byte()];
  if (bits !== 8) throw unreadable(source, `it has ${bits} bits for each channel`, fix);
  if (height === 0 && width > 0)
    throw unreadable(source, 'its height is not at its beginning', fix);
  requirePixelCount(source, { width, height }, maxPixels);
  if (![1, 3, 4].includes(count)) throw unreadable(source, `it has ${count} channels`, fix);
  const parts = Array.from({ length: count }, () => {
    const [id, factors, table] = [segment.byte(), segment.byte(), segment.byte()];
    return { id, across: factors >> 4, down: factors & 15, table };
  });
  for (const { across, down, table } of parts) {
    if (across < 1 || across > 4 || down < 1 || down > 4 || table > 3) {
      throw damaged(source, 'a channel has sizes that cannot be');
    }
  }
  const across = Math.max(...parts.map((part) => part.across));
  const down = Math.max(...parts.map((part) => part.down));
  if (parts.some((part) => across % part.across !== 0 || down % part.down !== 0)) {
    throw unreadable(source, 'its channels have sizes that are no multiples of one another', fix);
  }
  const groupsWide = Math.ceil(width / (8 * across));
  const groupsHigh = Math.ceil(height / (8 * down));
  const components = parts.map((part): JpegComponent => {
    const ownWidth = Math.ceil((width * part.across) / across);
    const ownHeight = Math.ceil((height * part.down) / down);
    return {
      ...part,
      width: ownWidth,
      height: ownHeight,
      blocksWide: Math.ceil(ownWidth / 8),
      blocksHigh: Math.ceil(ownHeight / 8),
      stride: groupsWide * part.across,
      rows: groupsHigh * part.down,
    };
  });
  return {
    width,
    height,
    isProgressive: marker === 0xc2,
    components,
    across,
    down,
    groupsWide,
    groupsHigh,
  };
}
