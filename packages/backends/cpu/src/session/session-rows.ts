/** Rows that lie in the memory of a session, for programs to take batches from. */

import { ArgumentError, EventLoopBreather, type NdArray, type NumericArray } from '@myelin/core';
import {
  COLUMN_PIECE,
  type ColumnForm,
  columnFormOf,
  type RowStore,
  shareOfOthers,
} from '@myelin/program';
import { ENTRY_BYTES } from '../compiler/compressed/compressed-operand.ts';
import { RowCompressor } from './compress-rows.ts';
import type { MemoryPort } from './memory-port.ts';

export interface StoredColumn {
  readonly form: ColumnForm;
  /** Of the first row; of compressed columns, of the list that says where rows begin and end. */
  readonly address: number;
}

export class SessionRows implements RowStore {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, StoredColumn>;
  /** Where the order of rows lies: as many words as there are rows. */
  readonly orderAddress: number;
  readonly #port: MemoryPort;
  readonly #taken: readonly number[];
  #isDisposed = false;
  #order: Int32Array | 'consecutive' | undefined;

  private constructor(
    port: MemoryPort,
    rows: number,
    columns: ReadonlyMap<string, StoredColumn>,
    taken: readonly number[],
  ) {
    this.#port = port;
    this.rows = rows;
    this.columns = columns;
    this.#taken = taken;
    this.orderAddress = taken[0] ?? 0;
  }

  /** Copies columns into memory; undefined if there is no room for them. */
  static async store(
    port: MemoryPort,
    columns: Readonly<Record<string, NdArray>>,
  ): Promise<SessionRows | undefined> {
    const room = new Room(port);
    const rows = Object.values(columns)[0]?.length ?? 0;
    const stored = new Map<string, StoredColumn>();
    try {
      room.take(4 * rows);
      for (const [name, array] of Object.entries(columns)) {
        const form = await columnFormOf(array);
        const address =
          form === 'compressed'
            ? await storeCompressed(port, room, array)
            : await storeDense(port, room, array, form);
        stored.set(name, { form, address });
      }
    } catch (error) {
      room.giveBack();
      if (error instanceof NoRoom) return undefined;
      throw error;
    }
    return new SessionRows(port, rows, stored, room.taken);
  }

  /** Puts row numbers where programs read them, unless they are there. */
  setOrder(order: Int32Array | undefined): void {
    if (this.#order === (order ?? 'consecutive')) return;
    if (order && order.length > this.rows) {
      throw new ArgumentError({
        where: 'Executable.advance',
        problem: `\`order\` must hold at most ${this.rows} row numbers, received ${order.length}`,
        fix: 'name each row once',
      });
    }
    this.#port.write(
      this.orderAddress,
      order ?? Int32Array.from({ length: this.rows }, (_, row) => row),
    );
    this.#order = order ?? 'consecutive';
  }

  get isDisposed(): boolean {
    return this.#isDisposed;
  }

  dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    for (const address of this.#taken) this.#port.memory.free(address);
  }
}

const elementBytes: Readonly<Record<Exclude<ColumnForm, 'compressed'>, number>> = {
  words: 4,
  bytes: 1,
  integers: 4,
};

class NoRoom extends Error {}

/** Blocks that were taken for one store. */
class Room {
  readonly taken: number[] = [];
  readonly #port: MemoryPort;

  constructor(port: MemoryPort) {
    this.#port = port;
  }

  take(bytes: number): number {
    const address = this.#port.memory.tryAllocate(bytes, false);
    if (address === undefined) throw new NoRoom();
    this.taken.push(address);
    return address;
  }

  giveBack(): void {
    for (const address of this.taken) this.#port.memory.free(address);
  }
}

async function storeDense(
  port: MemoryPort,
  room: Room,
  { data, size }: NdArray,
  form: Exclude<ColumnForm, 'compressed'>,
): Promise<number> {
  const address = room.take(size * elementBytes[form]);
  const breather = new EventLoopBreather();
  for (let begin = 0; begin < size; begin += COLUMN_PIECE) {
    await breather.breathe();
    const part = data.subarray(begin, begin + COLUMN_PIECE);
    port.write(address + begin * elementBytes[form], asStored(part, form));
  }
  return address;
}

/** A part of an array in the form in which it is kept; doubles are rounded to floats. */
function asStored(
  part: NumericArray,
  form: Exclude<ColumnForm, 'compressed'>,
): Float32Array | Int32Array | Uint8Array {
  if (form === 'bytes') return part instanceof Uint8Array ? part : Uint8Array.from(part);
  return part instanceof Float64Array ? Float32Array.from(part) : part;
}

/**
 * Rows without their zeros: pairs of addresses where the entries of each row begin and end. The entries lie in blocks
 * that are taken as they are needed, for their number is known only in the end.
 */
async function storeCompressed(port: MemoryPort, room: Room, array: NdArray): Promise<number> {
  const { length: rows, size } = array;
  const places = room.take(8 * rows);
  const blockBytes = Math.ceil(shareOfOthers(array) * 1.02 * size) * ENTRY_BYTES;
  const compressor = await RowCompressor.over(port.memory, array);
  const breather = new EventLoopBreather();
  let address = 0;
  let left = 0;
  try {
    for (let begin = 0; begin < rows; begin += compressor.pieceRows) {
      const end = Math.min(rows, begin + compressor.pieceRows);
      const { entries, starts } = compressor.rows(begin, end);
      if (entries.byteLength > left) {
        left = Math.max(entries.byteLength, begin === 0 ? blockBytes : blockBytes >> 4);
        address = room.take(left);
      }
      port.write(address, compressor.view(entries));
      port.write(places + 8 * begin, addressPairs(starts, entries.byteLength, address));
      address += entries.byteLength;
      left -= entries.byteLength;
      await breather.breathe();
    }
  } finally {
    compressor.dispose();
  }
  return places;
}

function addressPairs(starts: Int32Array, past: number, address: number): Int32Array {
  const pairs = new Int32Array(2 * starts.length);
  for (let row = 0; row < starts.length; row++) {
    pairs[2 * row] = address + (starts[row] ?? 0);
    pairs[2 * row + 1] = address + (starts[row + 1] ?? past);
  }
  return pairs;
}
