import { ByteReader } from '../byte-reader.ts';
import { damaged, type ImageSource } from '../image-source.ts';
import { BLOCK_ORDER } from './block-order.ts';
import { exifOrientation, type Orientation } from './exif-orientation.ts';
import { type HuffmanTable, makeHuffmanTable } from './huffman-table.ts';
import { isFrameMarker, type JpegFrame, readJpegFrame } from './jpeg-frame.ts';

/** Markers of {@link JpegFile.nextMarker}. */
export const END = 0xd9;
export const SCAN = 0xda;

/** A JPEG as far as it is read: the tables that hold at a place of the file. */
export class JpegFile {
  readonly reader: ByteReader;
  readonly #source: ImageSource;
  readonly #maxPixels: number;
  frame: JpegFrame | undefined;
  /** By number; what blocks are multiplied by, in the order of their pixels. */
  readonly divisors: (Uint16Array | undefined)[] = [];
  readonly firstTables: (HuffmanTable | undefined)[] = [];
  readonly otherTables: (HuffmanTable | undefined)[] = [];
  /** Groups of blocks between two restarts; 0 for none. */
  restartInterval = 0;
  orientation: Orientation = 1;
  isJfif = false;
  /** What Adobe's segment says of the colors. */
  transform: number | undefined;

  constructor(bytes: Uint8Array, source: ImageSource, maxPixels: number) {
    this.reader = new ByteReader(bytes, source, 2);
    this.#source = source;
    this.#maxPixels = maxPixels;
  }

  /** Reads on up to a scan, or to the end of the picture. */
  nextMarker(): typeof SCAN | typeof END {
    for (;;) {
      const marker = this.#marker();
      if (marker === END) return END;
      if (marker === SCAN) return SCAN;
      // These have no content.
      if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) continue;
      this.#read(marker, this.segment());
    }
  }

  /** The content of the segment that begins here. */
  segment(): ByteReader {
    const length = this.reader.uint16();
    if (length < 2) throw damaged(this.#source, 'a part has no length');
    return new ByteReader(this.reader.take(length - 2), this.#source);
  }

  #marker(): number {
    // What lies before a marker does not belong to the picture.
    while (this.reader.byte() !== 0xff);
    let marker = 0xff;
    while (marker === 0xff) marker = this.reader.byte();
    return marker === 0 ? this.#marker() : marker;
  }

  #read(marker: number, segment: ByteReader): void {
    if (isFrameMarker(marker)) {
      if (this.frame) throw damaged(this.#source, 'it has two pictures in one');
      this.frame = readJpegFrame(marker, segment, this.#source, this.#maxPixels);
      return;
    }
    const { bytes } = segment;
    switch (marker) {
      case 0xdb:
        while (segment.left > 0) this.#readDivisors(segment);
        break;
      case 0xc4:
        while (segment.left > 0) this.#readCodes(segment);
        break;
      case 0xdd:
        this.restartInterval = segment.uint16();
        break;
      case 0xe0:
        this.isJfif ||= startsWith(bytes, 'JFIF');
        break;
      case 0xe1:
        if (this.orientation === 1) this.orientation = exifOrientation(bytes);
        break;
      case 0xee:
        if (startsWith(bytes, 'Adobe') && bytes.length >= 12) this.transform = bytes[11];
        break;
    }
  }

  #readDivisors(segment: ByteReader): void {
    const kind = segment.byte();
    if (kind >> 4 > 1 || (kind & 15) > 3) throw damaged(this.#source, 'a table is impossible');
    const divisors = new Uint16Array(64);
    for (const place of BLOCK_ORDER) {
      divisors[place] = kind >> 4 === 0 ? segment.byte() : segment.uint16();
    }
    this.divisors[kind & 15] = divisors;
  }

  #readCodes(segment: ByteReader): void {
    const kind = segment.byte();
    if (kind >> 4 > 1 || (kind & 15) > 3) throw damaged(this.#source, 'a table is impossible');
    const counts = segment.take(16);
    const total = counts.reduce((sum, count) => sum + count, 0);
    if (total > 256) throw damaged(this.#source, 'a table of codes is impossible');
    const table = makeHuffmanTable(counts, segment.take(total), this.#source);
    const tables = kind >> 4 === 0 ? this.firstTables : this.otherTables;
    tables[kind & 15] = table;
  }
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return String.fromCharCode(...bytes.subarray(0, text.length)) === text;
}
