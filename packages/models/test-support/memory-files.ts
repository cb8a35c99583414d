import type { Bytes, FileStore } from '@myelin/core';

/** Files that are nowhere but in memory. */
export class MemoryFiles implements FileStore {
  readonly #files = new Map<string, Bytes>();

  async read(path: string): Promise<Bytes | undefined> {
    return this.#files.get(path)?.slice();
  }

  async size(path: string): Promise<number | undefined> {
    return this.#files.get(path)?.length;
  }

  async writeAtomically(path: string, content: Bytes): Promise<void> {
    this.#files.set(path, content.slice());
  }

  async append(path: string, content: Bytes): Promise<void> {
    const before = this.#files.get(path) ?? new Uint8Array();
    this.#files.set(path, new Uint8Array([...before, ...content]));
  }

  async truncate(path: string, size: number): Promise<void> {
    this.#files.set(path, (this.#files.get(path) ?? new Uint8Array()).slice(0, size));
  }

  async remove(path: string): Promise<void> {
    this.#files.delete(path);
  }

  async removeEmptyFolder(): Promise<void> {}
}
