import type { Bytes } from '../formats/bytes.ts';

/** A file on its way: room for all of it, and how much has come. */
export class PartialFile {
  readonly bytes: Bytes;
  #received = 0;

  /** @param size - Bytes of the whole file. */
  constructor(size: number) {
    this.bytes = new Uint8Array(size);
  }

  /** Bytes that have come so far. */
  get received(): number {
    return this.#received;
  }

  get isComplete(): boolean {
    return this.#received === this.bytes.length;
  }

  /** Adds the bytes that came next. False where there are more than the file has. */
  append(chunk: Uint8Array): boolean {
    if (this.#received + chunk.length > this.bytes.length) return false;
    this.bytes.set(chunk, this.#received);
    this.#received += chunk.length;
    return true;
  }

  /** Forgets what has come. */
  clear(): void {
    this.#received = 0;
  }
}
