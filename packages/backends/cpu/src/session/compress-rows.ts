/** Leaves the zeros of rows out. Most of the work is to see that numbers are 0, so several are looked at at once. */

import type { NdArray } from '@myelin/core';
import { ENTRY_BYTES } from '../compiler/compressed/compressed-operand.ts';

export interface CompressedRows {
  /** Pairs of words: a column, and the bits of a float. */
  readonly entries: Int32Array;
  /** For each row, how many bytes of entries lie before it. */
  readonly starts: Int32Array;
}

/** Entries of rows `begin` to `end` of an array, whose rows are seen as one axis. */
export function compressRows(array: NdArray, begin: number, end: number): CompressedRows {
  const { data, length, size } = array;
  const width = size / length;
  const starts = new Int32Array(end - begin);
  const entries = new EntryList();
  const groups = groupsOf(data);
  for (let row = begin; row < end; row++) {
    starts[row - begin] = ENTRY_BYTES * entries.count;
    addRow(entries, data, row * width, (row + 1) * width, groups);
  }
  return { entries: entries.words, starts };
}

function addRow(
  entries: EntryList,
  data: NdArray['data'],
  first: number,
  past: number,
  { words, elements }: Groups,
): void {
  const pastWord = Math.floor(past / elements);
  let i = first;
  while (i < past) {
    let stop = i + 1;
    if (i % elements === 0) {
      let word = i / elements;
      while (word < pastWord && words[word] === 0) word++;
      i = word * elements;
      stop = Math.min(i + elements, past);
    }
    for (; i < stop; i++) {
      const value = data[i] as number;
      if (value !== 0) entries.add(i - first, value);
    }
  }
}

/** An array seen as larger words, each of several elements: a word that is 0 holds zeros only. */
interface Groups {
  readonly words: ArrayLike<number>;
  readonly elements: number;
}

function groupsOf(data: NdArray['data']): Groups {
  const { buffer, byteOffset, byteLength } = data;
  if (data instanceof Uint8Array && byteOffset % 4 === 0) {
    return { words: new Int32Array(buffer, byteOffset, byteLength >> 2), elements: 4 };
  }
  // A double is 0 only if both floats in it are, the one with the sign possibly -0.
  if (data instanceof Float32Array && byteOffset % 8 === 0) {
    return { words: new Float64Array(buffer, byteOffset, byteLength >> 3), elements: 2 };
  }
  return { words: data, elements: 1 };
}

/** Entries that have been found so far. */
class EntryList {
  count = 0;
  #columns = new Int32Array(2 ** 14);
  #values = new Float32Array(this.#columns.buffer);

  add(column: number, value: number): void {
    const at = 2 * this.count++;
    if (at === this.#columns.length) this.#grow();
    this.#columns[at] = column;
    this.#values[at + 1] = value;
  }

  get words(): Int32Array {
    return this.#columns.subarray(0, 2 * this.count);
  }

  #grow(): void {
    const columns = new Int32Array(2 * this.#columns.length);
    columns.set(this.#columns);
    this.#columns = columns;
    this.#values = new Float32Array(columns.buffer);
  }
}
