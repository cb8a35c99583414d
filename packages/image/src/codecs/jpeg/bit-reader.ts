import { damaged, type ImageSource } from '../image-source.ts';
import { type HuffmanTable, LOOKUP_BITS } from './huffman-table.ts';

/** The bits of a scan. A 0 behind each 255 is left out; a marker ends them. */
export class BitReader {
  readonly #bytes: Uint8Array;
  readonly #source: ImageSource;
  #place: number;
  #bits = 0;
  #count = 0;
  /** Zeros that were put behind the end, so that one may look ahead. */
  #padding = 0;

  constructor(bytes: Uint8Array, place: number, source: ImageSource) {
    this.#bytes = bytes;
    this.#place = place;
    this.#source = source;
  }

  /** Where the next marker stands, once all bits before it are read. */
  get place(): number {
    return this.#place;
  }

  bit(): number {
    return this.bits(1);
  }

  /** A number of up to 16 bits. */
  bits(count: number): number {
    if (count === 0) return 0;
    if (this.#count < count) this.#fill();
    return this.#drop(count);
  }

  /** A number that is stored without its sign: those with a 0 in front are negative. */
  signed(count: number): number {
    const value = this.bits(count);
    return count > 0 && value < 2 ** (count - 1) ? value - 2 ** count + 1 : value;
  }

  /** The byte that the next code stands for. */
  symbol({ lookup, largest, offset, symbols }: HuffmanTable): number {
    if (this.#count < 16) this.#fill();
    const entry =
      lookup[(this.#bits >>> (this.#count - LOOKUP_BITS)) & (2 ** LOOKUP_BITS - 1)] ?? 0;
    if (entry > 0) {
      this.#drop(entry >> 8);
      return entry & 255;
    }
    for (let length = LOOKUP_BITS + 1; length <= 16; length++) {
      const code = (this.#bits >>> (this.#count - length)) & (2 ** length - 1);
      if (code > (largest[length] ?? -1)) continue;
      this.#drop(length);
      return symbols[code + (offset[length] ?? 0)] ?? 0;
    }
    throw damaged(this.#source, 'a code is in no table');
  }

  /** Goes behind the marker that says so: here the bits begin anew. */
  restart(): void {
    this.#bits = 0;
    this.#count = 0;
    this.#padding = 0;
    const marker = this.#bytes[this.#place + 1] ?? 0;
    if (this.#bytes[this.#place] !== 0xff || marker < 0xd0 || marker > 0xd7) {
      throw damaged(this.#source, 'a part of the picture is missing');
    }
    this.#place += 2;
  }

  #drop(count: number): number {
    this.#count -= count;
    if (this.#count < this.#padding) throw damaged(this.#source, 'pixels are missing');
    return (this.#bits >>> this.#count) & (2 ** count - 1);
  }

  #fill(): void {
    while (this.#count <= 24) {
      const byte = this.#bytes[this.#place];
      const isEnd = byte === undefined || (byte === 0xff && this.#bytes[this.#place + 1] !== 0);
      if (isEnd) this.#padding += 8;
      else this.#place += byte === 0xff ? 2 : 1;
      this.#bits = (this.#bits << 8) | (isEnd ? 0 : byte);
      this.#count += 8;
    }
  }
}
