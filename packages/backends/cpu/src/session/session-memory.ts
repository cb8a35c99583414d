/**
 * The memory of a session: one WebAssembly memory, handed out in blocks.
 *
 * Addresses never move, for they stand in compiled code. Freed blocks are used again, the smallest that is large enough
 * first.
 */

import { BackendError } from '@myelin/core';

const PAGE = 65_536;
/** Pages that a memory may grow to, at most: addresses stay below 2³¹. */
const MOST_PAGES = 32_768;
/** Blocks begin at multiples of this. */
const ALIGNMENT = 64;
/** Bytes after each block that vector loads and stores may run over. */
const SPARE = 64;
/** Bytes at the beginning that no block takes: barriers and commands of threads. */
const CONTROL_BYTES = 1024;

interface Block {
  readonly address: number;
  readonly bytes: number;
}

export class SessionMemory {
  readonly memory: WebAssembly.Memory;
  readonly shared: boolean;
  /** Pages that the memory may grow to. */
  readonly maximumPages: number;
  #end = CONTROL_BYTES;
  readonly #taken = new Map<number, number>();
  #free: Block[] = [];
  #views: MemoryViews | undefined;

  constructor(shared: boolean) {
    this.shared = shared;
    const { memory, maximumPages } = openMemory(shared);
    this.memory = memory;
    this.maximumPages = maximumPages;
  }

  /** The memory as numbers. Asked for anew after each allocation: growing makes old views useless. */
  get views(): MemoryViews {
    const { buffer } = this.memory;
    if (this.#views?.buffer !== buffer) {
      this.#views = {
        buffer,
        f32: new Float32Array(buffer),
        i32: new Int32Array(buffer),
        u8: new Uint8Array(buffer),
      };
    }
    return this.#views;
  }

  /**
   * Address of a new block, zeroed.
   *
   * @throws {@link BackendError} there is no room.
   */
  allocate(bytes: number): number {
    const address = this.tryAllocate(bytes);
    if (address !== undefined) return address;
    throw new BackendError({
      where: 'cpu',
      problem: `a program needs ${Math.ceil(bytes / 2 ** 20)} MiB more than WebAssembly memory has room for`,
      fix: 'use smaller batches, or compile({ jitCompile: false })',
    });
  }

  /**
   * As {@link allocate}; undefined where there is no room.
   *
   * @param isCleared - Whether it must be zero.
   */
  tryAllocate(bytes: number, isCleared = true): number | undefined {
    const size = roundUp(bytes + SPARE);
    const fitting = this.#free
      .filter((block) => block.bytes >= size)
      .sort((a, b) => a.bytes - b.bytes)[0];
    if (fitting) {
      this.#free = this.#free.filter((block) => block !== fitting);
      const rest = fitting.bytes - size;
      if (rest > 0) this.#free.push({ address: fitting.address + size, bytes: rest });
      this.#taken.set(fitting.address, size);
      if (isCleared) this.views.u8.fill(0, fitting.address, fitting.address + size);
      return fitting.address;
    }
    const address = this.#end;
    if (!this.#reach(address + size)) return undefined;
    this.#end = address + size;
    this.#taken.set(address, size);
    return address;
  }

  /** Gives a block back. */
  free(address: number): void {
    const bytes = this.#taken.get(address);
    if (bytes === undefined) return;
    this.#taken.delete(address);
    this.#free.push({ address, bytes });
    this.#joinNeighbors();
  }

  #joinNeighbors(): void {
    const joined: Block[] = [];
    for (const block of this.#free.sort((a, b) => a.address - b.address)) {
      const last = joined.at(-1);
      if (last && last.address + last.bytes === block.address) {
        joined[joined.length - 1] = { address: last.address, bytes: last.bytes + block.bytes };
      } else {
        joined.push(block);
      }
    }
    this.#free = joined;
  }

  #reach(end: number): boolean {
    const missing = end - this.memory.buffer.byteLength;
    if (missing <= 0) return true;
    const pages = Math.ceil(missing / PAGE);
    if (this.memory.buffer.byteLength / PAGE + pages > this.maximumPages) return false;
    try {
      this.memory.grow(pages);
      return true;
    } catch {
      return false;
    }
  }
}

export interface MemoryViews {
  readonly buffer: ArrayBuffer | SharedArrayBuffer;
  readonly f32: Float32Array;
  readonly i32: Int32Array;
  readonly u8: Uint8Array;
}

/** Some browsers refuse to reserve as much as others: asks for less until it works. */
function openMemory(shared: boolean): { memory: WebAssembly.Memory; maximumPages: number } {
  for (let maximumPages = MOST_PAGES; ; maximumPages /= 2) {
    try {
      const memory = new WebAssembly.Memory({ initial: 1, maximum: maximumPages, shared });
      return { memory, maximumPages };
    } catch (cause) {
      if (maximumPages > 1024) continue;
      throw new BackendError({
        where: 'cpu',
        problem: 'no WebAssembly memory can be had',
        fix: 'close other pages or programs, or compile({ jitCompile: false })',
        cause,
      });
    }
  }
}

const roundUp = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
