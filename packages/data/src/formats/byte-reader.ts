import type { Bytes } from './bytes.ts';

/** Reads an exact number of bytes at a time from a stream of pieces of any size. */
export class ByteReader {
  readonly #pieces: AsyncIterator<Bytes>;
  #piece: Bytes = new Uint8Array(0);

  constructor(pieces: AsyncIterator<Bytes>) {
    this.#pieces = pieces;
  }

  /** The next `count` bytes; fewer only where the stream ends before. */
  async read(count: number): Promise<Bytes> {
    const bytes = new Uint8Array(count);
    let filled = 0;
    while (filled < count && (await this.#hasMore())) {
      const part = this.#piece.subarray(0, count - filled);
      bytes.set(part, filled);
      filled += part.length;
      this.#piece = this.#piece.subarray(part.length);
    }
    return bytes.subarray(0, filled);
  }

  /** True at the end of the stream. */
  async atEnd(): Promise<boolean> {
    return !(await this.#hasMore());
  }

  /** Lets go of the stream, wherever it is. */
  async close(): Promise<void> {
    await this.#pieces.return?.();
  }

  async #hasMore(): Promise<boolean> {
    while (this.#piece.length === 0) {
      const { done, value } = await this.#pieces.next();
      if (done) return false;
      this.#piece = value;
    }
    return true;
  }
}
