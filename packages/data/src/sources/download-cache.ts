import type { Bytes } from '../formats/bytes.ts';

/** Keeps downloaded files. Each is there whole or not at all, whatever happens while it is written. */
export interface DownloadCache {
  /** Where it is, for messages. */
  readonly place: string;
  /** The content kept under `key`, a path such as `mnist/labels.gz`. */
  read(key: string): Promise<Bytes | undefined>;
  /** Keeps `content`, in place of what was there. */
  write(key: string, content: Bytes): Promise<void>;
  remove(key: string): Promise<void>;
}
