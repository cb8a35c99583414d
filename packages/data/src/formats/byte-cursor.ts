import type { Bytes } from './bytes.ts';

/** Reads little-endian values from bytes one after the other. Throws a plain error where the bytes end. */
export class ByteCursor {
  readonly #bytes: Bytes;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Bytes) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** A whole number of at least 0. */
  uint(size: 1 | 2 | 4): number {
    const from = this.skip(size);
    if (size === 1) return this.#view.getUint8(from);
    return size === 2 ? this.#view.getUint16(from, true) : this.#view.getUint32(from, true);
  }

  int32(): number {
    return this.#view.getInt32(this.skip(4), true);
  }

  /** A whole number in two's complement, after the number of its bytes. */
  long(): number {
    const size = this.uint(1);
    const from = this.skip(size);
    if (size > 6) throw new Error('a number beyond 2^47');
    const bytes = this.#bytes.subarray(from, from + size);
    const value = bytes.reduceRight((sum, byte) => sum * 256 + byte, 0);
    return (bytes.at(-1) ?? 0) > 127 ? value - 256 ** size : value;
  }

  text(length: number): string {
    const from = this.skip(length);
    return new TextDecoder().decode(this.#bytes.subarray(from, from + length));
  }

  /** A text that a line feed ends. */
  line(): string {
    const end = this.#bytes.indexOf(10, this.#at);
    if (end < 0) throw new Error('a line without an end');
    const text = this.text(end - this.#at);
    this.#at = end + 1;
    return text;
  }

  /** Passes over bytes; answers where they began. */
  skip(count: number): number {
    const from = this.#at;
    if (from + count > this.#bytes.length) throw new Error('the file ends too early');
    this.#at += count;
    return from;
  }
}
