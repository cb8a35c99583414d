/** Rows that stay in the memory of JavaScript, for programs that the caller waits for. */

import type { NdArray } from '@myelin/core';
import { type Columns, isMostlyZeros, type RowStore } from '@myelin/program';
import type { NativeRows } from '../binding/native-binding.ts';
import type { SessionRows } from './native-rows.ts';

/** Numbers that the engine reads where they lie. */
export type ReadableColumn = Float32Array | Int32Array | Uint8Array;

type TakeIn = (columns: Columns) => Promise<SessionRows | undefined>;

export class RowsInPlace implements RowStore {
  readonly rows: number;
  readonly names: readonly string[];
  #columns: readonly ReadableColumn[];
  readonly #arrays: Columns;
  readonly #takeIn: TakeIn;
  #taken: Promise<SessionRows | undefined> | undefined;
  #isDisposed = false;

  private constructor(arrays: Columns, columns: readonly ReadableColumn[], takeIn: TakeIn) {
    this.rows = Object.values(arrays)[0]?.length ?? 0;
    this.names = Object.keys(arrays);
    this.#columns = columns;
    this.#arrays = arrays;
    this.#takeIn = takeIn;
  }

  /**
   * Undefined if a column must be converted, or is better taken in because most numbers are 0.
   *
   * @param takeIn - For programs that nobody waits for: they run on other threads, where JavaScript may take memory away.
   */
  static of(arrays: Columns, takeIn: TakeIn): RowsInPlace | undefined {
    const columns: ReadableColumn[] = [];
    for (const array of Object.values(arrays)) {
      const data = readable(array);
      if (!data || (array.dtype !== 'int32' && isMostlyZeros(array))) return undefined;
      columns.push(data);
    }
    return new RowsInPlace(arrays, columns, takeIn);
  }

  /** Undefined once they were disposed. */
  get columns(): readonly ReadableColumn[] | undefined {
    return this.#isDisposed ? undefined : this.#columns;
  }

  /** The rows in the memory of the engine; undefined if there is no room, or if they were disposed. */
  async takenIn(): Promise<NativeRows | undefined> {
    if (this.#isDisposed) return undefined;
    this.#taken ??= this.#takeIn(this.#arrays);
    return (await this.#taken)?.native;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#columns = [];
    // Whoever takes them in hears of what fails in it.
    this.#taken?.then(
      (rows) => rows?.dispose(),
      () => {},
    );
  }
}

function readable({ data }: NdArray): ReadableColumn | undefined {
  const isReadable =
    data instanceof Float32Array || data instanceof Int32Array || data instanceof Uint8Array;
  // What other threads change while a program runs may be read at no time.
  return isReadable && data.buffer instanceof ArrayBuffer ? data : undefined;
}
