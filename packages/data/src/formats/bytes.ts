/** Bytes in memory that is not shared between threads, as streams and digests want them. */
export type Bytes = Uint8Array<ArrayBuffer>;
