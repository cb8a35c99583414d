/**
 * Where a table's bytes come from.
 *
 * A text is always a place, never content: `https:`, `http:`, `file:`, `data:` and `blob:` URLs are fetched or opened; anything
 * else is a path in Node, and an address relative to the page in a browser. Content in memory goes through `parseCsv`,
 * `parseJson` and `parseNdjson`, or as bytes.
 */
export type TableSource =
  | string
  | URL
  | Blob
  | Uint8Array
  | ArrayBuffer
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array>;

/** Options of all that is read. */
export interface SourceOptions {
  /** Stops reading. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Bytes to read at most, after unpacking: a guard against files that would fill the memory.
   *
   * @defaultValue 4 GiB for what is held in memory as a whole; no limit for `csvBatches`
   */
  readonly maxBytes?: number | undefined;
  /** Called now and then while bytes come in. */
  readonly onProgress?: ((progress: ReadProgress) => void) | undefined;
}

export interface ReadProgress {
  /** Bytes read so far, as they lie in the file. */
  readonly bytes: number;
  /** Bytes in all; undefined where that is not known. */
  readonly totalBytes: number | undefined;
}
