import { findNode } from './node.ts';
import { NodeFiles } from './node-files.ts';
import { PageFiles } from './page-files.ts';

/** Bytes in memory that is not shared between threads, as files and digests want them. */
export type Bytes = Uint8Array<ArrayBuffer>;

/**
 * A place for files. Folders are made where they are missing.
 *
 * Every operation that fails throws a {@link SerializationError} that names the file.
 */
export interface FileStore {
  /** The content; undefined if there is no such file. */
  read(path: string): Promise<Bytes | undefined>;
  /** Size in bytes; undefined if there is no such file. */
  size(path: string): Promise<number | undefined>;
  /**
   * Replaces the content as a whole: if the process dies on the way, the old content is there, never a part of the new. In a
   * browser, a file that is new may be left empty.
   */
  writeAtomically(path: string, content: Bytes): Promise<void>;
  /** Adds to the end. If the process dies on the way, a part may have been added. */
  append(path: string, content: Bytes): Promise<void>;
  /** Cuts off all but the first `size` bytes; makes an empty file where there is none. */
  truncate(path: string, size: number): Promise<void>;
  /** Removes the file, if there is one. */
  remove(path: string): Promise<void>;
  /** Removes the folder, if it is there and holds nothing. */
  removeEmptyFolder(path: string): Promise<void>;
}

/**
 * The files of this computer in Node, Deno and Bun; in a browser the origin's private file system, which only the pages
 * of this origin see.
 */
export function localFiles(): FileStore {
  const node = findNode();
  return node ? new NodeFiles(node) : new PageFiles();
}
