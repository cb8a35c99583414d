import { StringArray } from '@myelin/core';
import { namedArrays } from './arrays.ts';
import type { CacheFiles } from './cache-files.ts';
import { encodeChunk } from './element-chunk.ts';

/** Elements go to a file when they take so many bytes, or are so many. */
const CHUNK_BYTES = 2 ** 23;
const CHUNK_ELEMENTS = 2 ** 14;

/** Writes the elements of one pass, which count once all of them are there. */
export class CacheWriter<E> {
  readonly #store: CacheFiles;
  readonly #id = crypto.randomUUID();
  readonly #sizes: number[] = [];
  #elements: E[] = [];
  #bytes = 0;
  #count = 0;
  #isDone = false;
  /** The writing that goes on. */
  #writing: Promise<void> = Promise.resolve();

  constructor(store: CacheFiles) {
    this.#store = store;
  }

  /** Takes an element; says whether it is time to flush. */
  add(element: E): boolean {
    this.#elements.push(element);
    this.#bytes += bytesOf(element);
    this.#count++;
    return this.#bytes >= CHUNK_BYTES || this.#elements.length >= CHUNK_ELEMENTS;
  }

  /** Writes what was taken to a file. */
  flush(): Promise<void> {
    const elements = this.#elements;
    this.#elements = [];
    this.#bytes = 0;
    this.#writing = this.#write(elements);
    return this.#writing;
  }

  /** Makes the elements count. */
  publish(): Promise<void> {
    if (this.#isDone) return this.#writing;
    this.#isDone = true;
    this.#writing = this.#finish();
    return this.#writing;
  }

  /** Removes what was written, if it does not count. */
  async discard(): Promise<void> {
    const wasDone = this.#isDone;
    this.#isDone = true;
    try {
      await this.#writing;
    } catch {
      // Whoever waited for it knows.
    }
    if (!wasDone && this.#sizes.length > 0) await this.#store.discard(this.#id);
  }

  async #write(elements: readonly E[]): Promise<void> {
    const chunk = this.#sizes.length;
    if (chunk === 0) await this.#store.begin(this.#id);
    const bytes = encodeChunk(elements);
    this.#sizes.push(bytes.length);
    await this.#store.writeChunk(this.#id, chunk, bytes);
  }

  async #finish(): Promise<void> {
    if (this.#elements.length > 0 || this.#sizes.length === 0) await this.#write(this.#elements);
    this.#elements = [];
    await this.#store.publish({ id: this.#id, count: this.#count, sizes: this.#sizes });
  }
}

function bytesOf(element: unknown): number {
  let bytes = 0;
  for (const [, array] of namedArrays(element)) {
    if (array instanceof StringArray) for (const text of array.data) bytes += 2 * text.length + 8;
    else bytes += array.data.byteLength;
  }
  return bytes;
}
