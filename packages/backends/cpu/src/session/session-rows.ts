/** Rows that lie in the memory of a session, for programs to take batches from. */

import type { NdArray } from '@myelin/core';
import type { RowStore } from '@myelin/program';
import { columnForm } from '../compiler/driver/gather.ts';
import { type ColumnForm, formOf } from './column.ts';
import type { MemoryPort } from './memory-port.ts';

/** Bytes that are copied without a pause: a few milliseconds. */
const PIECE = 2 ** 24;

export interface StoredColumn extends ColumnForm {
  readonly address: number;
  readonly rowElements: number;
}

export class SessionRows implements RowStore {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, StoredColumn>;
  /** Where the order of rows lies: as many words as there are rows. */
  readonly orderAddress: number;
  readonly #port: MemoryPort;
  #order: Int32Array | 'consecutive' | undefined;

  private constructor(
    port: MemoryPort,
    rows: number,
    orderAddress: number,
    columns: ReadonlyMap<string, StoredColumn>,
  ) {
    this.#port = port;
    this.rows = rows;
    this.orderAddress = orderAddress;
    this.columns = columns;
  }

  /** Copies columns into memory; undefined if there is no room for them. */
  static async store(
    port: MemoryPort,
    columns: Readonly<Record<string, NdArray>>,
  ): Promise<SessionRows | undefined> {
    const stored = new Map<string, StoredColumn>();
    const taken: number[] = [];
    const take = (size: number): number | undefined => {
      const address = port.memory.tryAllocate(size);
      if (address !== undefined) taken.push(address);
      return address;
    };
    const rows = Object.values(columns)[0]?.length ?? 0;
    const orderAddress = take(4 * rows);
    for (const [name, array] of Object.entries(columns)) {
      const form = formOf(array);
      const address = take(array.size * form.elementBytes);
      if (address === undefined || orderAddress === undefined) {
        for (const one of taken) port.memory.free(one);
        return undefined;
      }
      stored.set(name, { ...form, address, rowElements: array.size / Math.max(1, array.length) });
      await copyColumn(port, array, form, address);
    }
    return orderAddress === undefined
      ? undefined
      : new SessionRows(port, rows, orderAddress, stored);
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
    this.#port.memory.free(this.orderAddress);
    for (const { address } of this.columns.values()) this.#port.memory.free(address);
  }
}

async function copyColumn(
  port: MemoryPort,
  { data }: NdArray,
  { form, elementBytes }: ColumnForm,
  address: number,
): Promise<void> {
  const piece = PIECE / 4;
  for (let begin = 0; begin < data.length; begin += piece) {
    const part = data.subarray(begin, begin + piece);
    const words = form === columnForm.bytes ? Uint8Array.from(part) : part;
    port.write(address + begin * elementBytes, words);
    if (begin + piece < data.length) await pause();
  }
}

/** Lets timers and input have their turn. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
