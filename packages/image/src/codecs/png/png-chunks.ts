import { crc32 } from '@myelin/core';
import { ByteReader } from '../byte-reader.ts';
import { damaged, type ImageSource } from '../image-source.ts';
import { PNG_SIGNATURE } from './png-header.ts';

/** A piece of a PNG: four letters and bytes. */
export interface PngChunk {
  readonly type: string;
  readonly content: Uint8Array;
}

/** Types in which a lower first letter says that pixels do not depend on them. */
const isAncillary = (type: string): boolean => /^[a-z]/.test(type);

/** The chunks that pixels depend on and `tRNS`, up to `IEND`, their checksums compared. @throws {@link DataError} */
export function* pngChunks(bytes: Uint8Array, source: ImageSource): Generator<PngChunk> {
  const reader = new ByteReader(bytes, source, PNG_SIGNATURE.length);
  for (;;) {
    const length = reader.uint32();
    const checked = reader.take(length + 4);
    const sum = reader.uint32();
    const type = String.fromCharCode(...checked.subarray(0, 4));
    if (isAncillary(type) && type !== 'tRNS') continue;
    if (crc32(checked) !== sum) throw damaged(source, `the checksum of a part is wrong`);
    if (type === 'IEND') return;
    yield { type, content: checked.subarray(4) };
  }
}
