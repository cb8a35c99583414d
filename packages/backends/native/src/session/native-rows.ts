/** Rows that lie in the memory of the engine, for programs to take batches from. */

import { EventLoopBreather, type NdArray, shapeSize } from '@myelin/core';
import { COLUMN_PIECE, type ColumnForm, columnFormOf, type RowStore } from '@myelin/program';
import type {
  NativeBinding,
  NativeColumnForm,
  NativeRows,
  NativeRowsBuilder,
  NativeSession,
} from '../binding/native-binding.ts';
import { codeOf } from './native-error.ts';

export class SessionRows implements RowStore {
  readonly rows: number;
  #native: NativeRows | undefined;

  private constructor(rows: number, native: NativeRows) {
    this.rows = rows;
    this.#native = native;
  }

  /** Takes columns in, piece by piece; undefined if there is no room for them. */
  static async store(
    binding: NativeBinding,
    session: NativeSession,
    columns: Readonly<Record<string, NdArray>>,
  ): Promise<SessionRows | undefined> {
    const rows = Object.values(columns)[0]?.length ?? 0;
    try {
      const builder = session.takeRows(rows);
      for (const [name, array] of Object.entries(columns)) {
        const form = await columnFormOf(array, (values) => binding.areBytes(values));
        const width = shapeSize(array.shape.slice(1));
        builder.column(name, width, nativeForm[form]);
        await addPieces(builder, array, width);
      }
      return new SessionRows(rows, builder.finish());
    } catch (error) {
      if (codeOf(error) === 'OutOfMemory') return undefined;
      throw error;
    }
  }

  /** Undefined once it was disposed. */
  get native(): NativeRows | undefined {
    return this.#native;
  }

  dispose(): void {
    this.#native?.dispose();
    this.#native = undefined;
  }
}

const nativeForm: Readonly<Record<ColumnForm, NativeColumnForm>> = {
  words: 'floats',
  bytes: 'bytes',
  integers: 'integers',
  compressed: 'compressed',
};

/** Whole rows at a time. */
async function addPieces(
  builder: NativeRowsBuilder,
  { data, size }: NdArray,
  width: number,
): Promise<void> {
  const piece = Math.max(1, Math.floor(COLUMN_PIECE / width)) * width;
  const breather = new EventLoopBreather();
  for (let begin = 0; begin < size; begin += piece) {
    await breather.breathe();
    const part = data.subarray(begin, begin + piece);
    if (part instanceof Int32Array) builder.addIntegers(part);
    else if (part instanceof Uint8Array) builder.addBytes(part);
    else builder.addFloats(part instanceof Float32Array ? part : Float32Array.from(part));
  }
}
