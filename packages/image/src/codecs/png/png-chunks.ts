import { ByteReader } from '../byte-reader.ts';
import { damaged, type ImageSource } from '../image-source.ts';
import { PNG_SIGNATURE } from './png-header.ts';

/** A piece of a PNG: four letters and bytes. */
export interface PngChunk {
  readonly type: string;
  readonly content: Uint8Array;
  /** As it stands in the file, with its length and its checksum. */
  readonly whole: Uint8Array;
}

/** The chunks that pixels depend on: `IHDR`, `PLTE`, `tRNS`, `IDAT`, and `IEND` last. Checksums are not compared. @throws {@link DataError} */
export function* pngChunks(bytes: Uint8Array, source: ImageSource): Generator<PngChunk> {
  const reader = new ByteReader(bytes, source, PNG_SIGNATURE.length);
  for (;;) {
    const { place } = reader;
    const length = reader.uint32();
    const type = String.fromCharCode(...reader.take(4));
    const content = reader.take(length);
    reader.uint32();
    // A lower first letter says that pixels do not depend on a chunk, which is so but for this one.
    if (/^[a-z]/.test(type) && type !== 'tRNS') continue;
    if (!['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'].includes(type)) {
      throw damaged(source, 'it has a part that no PNG has');
    }
    yield { type, content, whole: bytes.subarray(place, reader.place) };
    if (type === 'IEND') return;
  }
}
