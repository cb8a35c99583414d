/**
 * LZ4 frames, which Feather files are packed in by default. Checksums are not looked at: the length is known, and what is read is
 * checked as a table.
 *
 * @source LZ4 Frame Format 1.6.4 and LZ4 Block Format (lz4.org)
 */

const MAGIC = 0x184d2204;
const RAW_BLOCK = 0x80000000;

/** @throws an error the bytes are no such frame, or hold more than `length` bytes. */
export function decodeLz4Frame(bytes: Uint8Array, length: number): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== MAGIC) throw new Error('no LZ4 frame');
  const flags = view.getUint8(4);
  const hasBlockChecksum = (flags & 0x10) !== 0;
  const hasSize = (flags & 0x08) !== 0;
  const hasDictionary = (flags & 0x01) !== 0;
  let at = 7 + (hasSize ? 8 : 0) + (hasDictionary ? 4 : 0);
  const output = new Uint8Array(length);
  let end = 0;
  for (;;) {
    const size = view.getUint32(at, true);
    at += 4;
    if (size === 0) return output.subarray(0, end);
    const packed = size & ~RAW_BLOCK;
    if (packed < 0 || at + packed > bytes.length) throw new Error('an LZ4 block is cut off');
    const block = bytes.subarray(at, at + packed);
    if (size >= RAW_BLOCK) {
      output.set(block, end);
      end += packed;
    } else {
      end = decodeBlock(block, output, end);
    }
    at += packed + (hasBlockChecksum ? 4 : 0);
  }
}

/** So many bytes are copied faster one by one than by a call. */
const FEW = 32;

/** Writes what a block stands for behind what is there, which it may repeat. Returns the new end. */
function decodeBlock(block: Uint8Array, output: Uint8Array, begin: number): number {
  let at = 0;
  let end = begin;
  const next = (): number => {
    const byte = block[at++];
    if (byte === undefined) throw new Error('an LZ4 block is cut off');
    return byte;
  };
  const extended = (count: number): number => {
    let sum = count;
    if (count !== 15) return sum;
    for (let byte = 255; byte === 255; ) {
      byte = next();
      sum += byte;
    }
    return sum;
  };
  while (at < block.length) {
    const token = next();
    const literals = extended(token >> 4);
    if (at + literals > block.length) throw new Error('an LZ4 block is cut off');
    if (end + literals > output.length) throw new Error('an LZ4 block holds more than it says');
    if (literals > FEW) output.set(block.subarray(at, at + literals), end);
    else for (let i = 0; i < literals; i++) output[end + i] = block[at + i] as number;
    at += literals;
    end += literals;
    if (at === block.length) break;
    const offset = next() | (next() << 8);
    const matched = extended(token & 15) + 4;
    if (offset === 0 || offset > end || end + matched > output.length) {
      throw new Error('an LZ4 block repeats what is not there');
    }
    if (matched > FEW && offset >= matched) {
      output.copyWithin(end, end - offset, end - offset + matched);
      end += matched;
      continue;
    }
    // Byte by byte: the match may overlap what it makes.
    for (let i = 0; i < matched; i++, end++) output[end] = output[end - offset] as number;
  }
  return end;
}
