import { damaged, type ImageSource } from './image-source.ts';

/** Numbers from bytes, the most significant byte first. Nothing is read beyond the end. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #source: ImageSource;
  #place: number;

  constructor(bytes: Uint8Array, source: ImageSource, place = 0) {
    this.#bytes = bytes;
    this.#source = source;
    this.#place = place;
  }

  /** Where the next byte stands. */
  get place(): number {
    return this.#place;
  }

  byte(): number {
    return this.take(1)[0] ?? 0;
  }

  uint16(): number {
    return this.byte() * 2 ** 8 + this.byte();
  }

  uint32(): number {
    return this.uint16() * 2 ** 16 + this.uint16();
  }

  /** The next bytes, not copied. */
  take(count: number): Uint8Array {
    if (count > this.#bytes.length - this.#place) throw damaged(this.#source, 'it ends too early');
    this.#place += count;
    return this.#bytes.subarray(this.#place - count, this.#place);
  }

  /** Goes on behind the next byte of this value. */
  skipPast(value: number): void {
    const found = this.#bytes.indexOf(value, this.#place);
    this.take(found < 0 ? Number.POSITIVE_INFINITY : found + 1 - this.#place);
  }
}
