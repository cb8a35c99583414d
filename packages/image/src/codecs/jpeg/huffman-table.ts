import { damaged, type ImageSource } from '../image-source.ts';

/** Bits that are looked up at once. */
export const LOOKUP_BITS = 9;

/** Codes of 1 to 16 bits, and the bytes they stand for. */
export interface HuffmanTable {
  /** By the next 9 bits: length of the code times 256, and its byte; 0 for longer codes. */
  readonly lookup: Uint16Array;
  /** The largest code of each length, -1 where there is none. */
  readonly largest: Int32Array;
  /** What to add to a code of each length to find its byte. */
  readonly offset: Int32Array;
  readonly symbols: Uint8Array;
}

/**
 * @param counts - How many codes there are of 1, 2, … 16 bits.
 * @throws {@link DataError} there are more than fit.
 */
export function makeHuffmanTable(
  counts: Uint8Array,
  symbols: Uint8Array,
  source: ImageSource,
): HuffmanTable {
  const lookup = new Uint16Array(2 ** LOOKUP_BITS);
  const largest = new Int32Array(17).fill(-1);
  const offset = new Int32Array(17);
  let code = 0;
  let index = 0;
  for (let length = 1; length <= 16; length++) {
    offset[length] = index - code;
    const count = counts[length - 1] ?? 0;
    if (code + count > 2 ** length) throw damaged(source, 'a table of codes is impossible');
    for (let i = 0; i < count; i++, code++, index++) {
      if (length > LOOKUP_BITS) continue;
      const spread = 2 ** (LOOKUP_BITS - length);
      const entry = length * 256 + (symbols[index] ?? 0);
      lookup.fill(entry, code * spread, (code + 1) * spread);
    }
    if (count > 0) largest[length] = code - 1;
    code *= 2;
  }
  return { lookup, largest, offset, symbols };
}
