import type { DataType } from '@myelin/program';
import { viewOf } from './words.ts';

/** Words of all results up to which they are brought along by the call that runs a program. */
const MOST_WORDS = 1024;

/** Where a result lies among those of its program. */
export interface ResultType {
  readonly name: string;
  readonly slot: number;
  readonly dtype: DataType;
  readonly size: number;
}

/** A few numbers that a run left: asking for each by a call of its own takes longer than a small program. */
export class SmallResults {
  /** Filled by the run; empty where there are too many. */
  readonly words: Uint32Array;
  readonly #floats: Float32Array;
  readonly #integers: Int32Array;
  readonly #begins = new Map<string, number>();

  constructor(results: readonly ResultType[]) {
    const inOrder = [...results].sort((a, b) => a.slot - b.slot);
    let count = 0;
    for (const { name, size } of inOrder) {
      this.#begins.set(name, count);
      count += size;
    }
    this.#floats = new Float32Array(count <= MOST_WORDS ? count : 0);
    this.words = viewOf(this.#floats);
    this.#integers = new Int32Array(this.#floats.buffer);
  }

  /** Copy of a result. */
  read({ name, dtype, size }: ResultType): Float32Array | Int32Array {
    const begin = this.#begins.get(name) ?? 0;
    if (dtype === 'float32') return this.#floats.slice(begin, begin + size);
    const words = this.#integers.slice(begin, begin + size);
    return dtype === 'bool' ? words.map((word) => (word === 0 ? 0 : 1)) : words;
  }
}
