/** Teaches flechette the two packings that Arrow files may have. */

import { CompressionType, getCompressionCodec, setCompressionCodec } from '@uwdata/flechette';
import { decompressZstd } from 'hyparquet-compressors';
import { decodeLz4Frame } from './decode-lz4-frame.ts';

/** Bytes that one packed byte can stand for at most; for Zstandard far beyond real files. */
const MOST_UNPACKED = { lz4: 256, zstd: 65_536 };
const ROOM = 1 << 16;

/** Registers what unpacks, unless the page has registered something itself. */
export function readCompressed(): void {
  register(CompressionType.LZ4_FRAME, MOST_UNPACKED.lz4, decodeLz4Frame);
  register(CompressionType.ZSTD, MOST_UNPACKED.zstd, (bytes, length) =>
    decompressZstd(bytes, new Uint8Array(length)),
  );
}

function register(
  type: (typeof CompressionType)[keyof typeof CompressionType],
  most: number,
  unpack: (bytes: Uint8Array, length: number) => Uint8Array,
): void {
  if (getCompressionCodec(type)) return;
  setCompressionCodec(type, {
    decode(bytes, length) {
      if (!(length >= 0 && length <= ROOM + bytes.length * most)) {
        throw new Error(`${bytes.length} bytes are said to hold ${length}`);
      }
      const unpacked = unpack(bytes, length);
      if (unpacked.length === length) return unpacked;
      throw new Error(`${unpacked.length} bytes are there where ${length} should be`);
    },
    encode() {
      throw new Error('Arrow files are only read here');
    },
  });
}
