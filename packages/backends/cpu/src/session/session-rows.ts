/** Rows that lie in the memory of a session, for programs to take batches from. */

import { EventLoopBreather, type NdArray } from '@myelin/core';
import type { RowStore } from '@myelin/program';
import { type ColumnForm, elementBytes, formOf, PIECE } from './column.ts';
import { type CompressedRows, compressRows } from './compress-rows.ts';
import type { MemoryPort } from './memory-port.ts';

export interface StoredColumn {
  readonly form: ColumnForm;
  /** Of the first row; of compressed columns, of the list that says where rows begin. */
  readonly address: number;
}

export class SessionRows implements RowStore {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, StoredColumn>;
  /** Where the order of rows lies: as many words as there are rows. */
  readonly orderAddress: number;
  readonly #port: MemoryPort;
  readonly #taken: readonly number[];
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
        const form = await formOf(array);
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
    this.#port.write(
      this.orderAddress,
      order ?? Int32Array.from({ length: this.rows }, (_, row) => row),
    );
    this.#order = order ?? 'consecutive';
  }

  dispose(): void {
    for (const address of this.#taken) this.#port.memory.free(address);
  }
}

class NoRoom extends Error {}

/** Blocks that were taken for one store. */
class Room {
  readonly taken: number[] = [];
  readonly #port: MemoryPort;

  constructor(port: MemoryPort) {
    this.#port = port;
  }

  take(bytes: number): number {
    const address = this.#port.memory.tryAllocate(bytes);
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
  for (let begin = 0; begin < size; begin += PIECE) {
    await breather.breathe();
    const part = data.subarray(begin, begin + PIECE);
    port.write(
      address + begin * elementBytes[form],
      form === 'bytes' && !(part instanceof Uint8Array) ? Uint8Array.from(part) : part,
    );
  }
  return address;
}

async function storeCompressed(port: MemoryPort, room: Room, array: NdArray): Promise<number> {
  const { length: rows } = array;
  const pieceRows = Math.max(1, Math.floor((PIECE * rows) / array.size));
  const breather = new EventLoopBreather();
  const pieces: CompressedRows[] = [];
  for (let begin = 0; begin < rows; begin += pieceRows) {
    await breather.breathe();
    pieces.push(compressRows(array, begin, Math.min(rows, begin + pieceRows)));
  }
  const starts = room.take(4 * (rows + 1));
  let address = room.take(pieces.reduce((sum, { entries }) => sum + entries.byteLength, 0));
  let row = 0;
  for (const piece of pieces) {
    port.write(address, piece.entries);
    port.write(
      starts + 4 * row,
      piece.starts.map((bytes) => bytes + address),
    );
    row += piece.starts.length;
    address += piece.entries.byteLength;
  }
  port.write(starts + 4 * rows, Int32Array.of(address));
  return starts;
}
