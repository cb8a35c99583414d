/**
 * How a session writes into the memory that programs run on: its own, or, where a worker runs them and memory cannot
 * be shared, a copy of it in the worker that is kept up by messages.
 */

import type { ThreadPool } from '../threads/thread-pool.ts';
import type { SessionMemory } from './session-memory.ts';

type Words = Float32Array | Int32Array | Uint8Array;

export class MemoryPort {
  readonly memory: SessionMemory;
  readonly #remote: ThreadPool | undefined;

  /** @param remote - The worker that has a copy. */
  constructor(memory: SessionMemory, remote?: ThreadPool) {
    this.memory = memory;
    this.#remote = remote;
  }

  write(address: number, words: Words): void {
    if (this.#remote) {
      const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
      this.#remote.tell({ kind: 'write', address, bytes: bytes.slice() });
    }
    const { f32, i32, u8 } = this.memory.views;
    if (words instanceof Float32Array) f32.set(words, address >> 2);
    else if (words instanceof Int32Array) i32.set(words, address >> 2);
    else u8.set(words, address);
  }

  /** Brings stretches of the worker's memory over; nothing to do where memory is one. */
  async fetch(
    ranges: readonly { readonly address: number; readonly bytes: number }[],
  ): Promise<void> {
    if (!this.#remote || ranges.length === 0) return;
    const { parts = [] } = await this.#remote.askOne(0, { kind: 'read', ranges });
    const { u8 } = this.memory.views;
    for (const [i, { address }] of ranges.entries()) {
      const part = parts[i];
      if (part) u8.set(part, address);
    }
  }
}
