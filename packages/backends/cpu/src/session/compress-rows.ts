/** Leaves the zeros of rows out, with the help of {@link compressModule}. */

import type { NdArray } from '@myelin/core';
import {
  type CompressedElements,
  type CompressFunction,
  compressModule,
} from '../compiler/compressed/compress-module.ts';
import { ENTRY_BYTES } from '../compiler/compressed/compressed-operand.ts';
import { HOST } from '../compiler/wasm/module-builder.ts';
import type { SessionMemory } from './session-memory.ts';

export interface CompressedRows {
  /** Where in memory the entries are, pairs of words: a column, and the bits of a float. */
  readonly entries: { readonly byteOffset: number; readonly byteLength: number };
  /** For each row, how many bytes of entries lie before it. */
  readonly starts: Int32Array;
}

/** Elements that are compressed at a time: a millisecond or two, and small enough for the cache. */
const PIECE = 2 ** 18;

/** Compresses rows in pieces, through a corner of the memory of a session. */
export class RowCompressor {
  readonly pieceRows: number;
  readonly #memory: SessionMemory;
  readonly #array: NdArray;
  readonly #width: number;
  readonly #compress: CompressFunction;
  readonly #blocks: readonly [from: number, entries: number, starts: number];

  private constructor(memory: SessionMemory, array: NdArray, compress: CompressFunction) {
    this.#memory = memory;
    this.#array = array;
    this.#width = array.size / array.length;
    this.#compress = compress;
    this.pieceRows = Math.max(1, Math.floor(PIECE / this.#width));
    const elements = this.pieceRows * this.#width;
    this.#blocks = [
      memory.allocate(4 * elements),
      memory.allocate(ENTRY_BYTES * elements),
      memory.allocate(4 * this.pieceRows),
    ];
  }

  static async over(memory: SessionMemory, array: NdArray): Promise<RowCompressor> {
    const { memory: host, maximumPages: maximum, shared } = memory;
    const bytes = compressModule({ minimum: 1, maximum, shared });
    const { instance } = await WebAssembly.instantiate(bytes, { [HOST]: { memory: host } });
    const kind: CompressedElements = array.data instanceof Uint8Array ? 'bytes' : 'floats';
    return new RowCompressor(memory, array, instance.exports[kind] as CompressFunction);
  }

  /** The entries of rows `begin` to `end`, at most {@link pieceRows} of them. */
  rows(begin: number, end: number): CompressedRows {
    const { data } = this.#array;
    const part = data.subarray(begin * this.#width, end * this.#width);
    const [from, entries, starts] = this.#blocks;
    const { f32, i32, u8 } = this.#memory.views;
    if (part instanceof Uint8Array) u8.set(part, from);
    else f32.set(part, from >> 2);
    const past = this.#compress(from, end - begin, this.#width, entries, starts);
    return {
      entries: { byteOffset: entries, byteLength: past - entries },
      starts: i32.slice(starts >> 2, (starts >> 2) + end - begin),
    };
  }

  /** Entries as words, until the next rows. Memory may have grown since they were made. */
  view({ byteOffset, byteLength }: CompressedRows['entries']): Int32Array {
    return this.#memory.views.i32.subarray(byteOffset >> 2, (byteOffset + byteLength) >> 2);
  }

  dispose(): void {
    for (const block of this.#blocks) this.#memory.free(block);
  }
}
