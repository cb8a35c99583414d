import { NdArray, type NumericArray, StringArray } from '@myelin/core';
import { type DataArray, mapArrays } from './arrays.ts';
import { rowCount } from './blocks-source.ts';

/** Rows out of blocks, each in a numbered slot. They are copied, so that no block is kept for the sake of a few rows. */
export class RowStore<E> {
  readonly #most: number;
  #stores: ArrayStore[] | undefined;
  length = 0;

  /** @param most - How many slots there are. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Puts the first rows of a block into slots that are still empty, and says how many. */
  fill(block: E): number {
    const count = Math.min(rowCount(block), this.#most - this.length);
    this.#storesFor(block, (store, array) => store.fill(array, this.length, count));
    this.length += count;
    return count;
  }

  /** Puts the rows of a block from `begin` on into these slots, one by one, and gives what was in them. */
  swap(block: E, begin: number, slots: ArrayLike<number>): E {
    return this.#storesFor(block, (store, array) => store.swap(array, begin, slots));
  }

  /** A copy of the rows in these slots. There must have been a block. */
  take(block: E, slots: ArrayLike<number>): E {
    return this.#storesFor(block, (store, array) => store.take(array, slots));
  }

  /** Every array of a block, with the store in which its rows are. */
  #storesFor(block: E, act: (store: ArrayStore, array: DataArray) => DataArray): E {
    this.#stores ??= [];
    const stores = this.#stores;
    let at = 0;
    return mapArrays(block, (array) => {
      const store = stores[at] ?? new ArrayStore(array, this.#most);
      stores[at++] = store;
      return act(store, array);
    });
  }
}

type Values = NumericArray | string[];

/** The rows of one array, side by side. */
class ArrayStore {
  readonly #most: number;
  /** Values in a row. */
  readonly #width: number;
  #values: Values;

  constructor(model: DataArray, most: number) {
    this.#most = most;
    this.#width = model.shape.slice(1).reduce((product, size) => product * size, 1);
    this.#values = newValues(model, 0);
  }

  fill(array: DataArray, length: number, count: number): DataArray {
    const width = this.#width;
    this.#reserve(array, length + count);
    const [to, from] = [this.#values, array.data];
    for (let i = 0; i < count * width; i++) to[length * width + i] = from[i] as never;
    return array;
  }

  swap(array: DataArray, begin: number, slots: ArrayLike<number>): DataArray {
    const width = this.#width;
    const values = this.#values;
    const from = array.data;
    const out = newValues(array, slots.length * width);
    for (let row = 0; row < slots.length; row++) {
      const slot = (slots[row] as number) * width;
      const given = (begin + row) * width;
      for (let k = 0; k < width; k++) {
        out[row * width + k] = values[slot + k] as never;
        values[slot + k] = from[given + k] as never;
      }
    }
    return arrayOf(array, out, slots.length);
  }

  take(array: DataArray, slots: ArrayLike<number>): DataArray {
    const width = this.#width;
    const values = this.#values;
    const out = newValues(array, slots.length * width);
    for (let row = 0; row < slots.length; row++) {
      const slot = (slots[row] as number) * width;
      for (let k = 0; k < width; k++) out[row * width + k] = values[slot + k] as never;
    }
    return arrayOf(array, out, slots.length);
  }

  /** Room for so many rows; at least twice as much as before, so that little is moved. */
  #reserve(array: DataArray, rows: number): void {
    const old = this.#values;
    const width = this.#width;
    if (Array.isArray(old) || old.length >= rows * width) return;
    const doubled = Math.max(rows, Math.min(this.#most, (2 * old.length) / Math.max(1, width)));
    const larger = newValues(array, doubled * width) as NumericArray;
    larger.set(old);
    this.#values = larger;
  }
}

function newValues(model: DataArray, size: number): Values {
  if (model instanceof StringArray) return new Array<string>(size).fill('');
  const Storage = model.data.constructor as new (size: number) => NumericArray;
  return new Storage(size);
}

function arrayOf(model: DataArray, values: Values, rows: number): DataArray {
  const shape = [rows, ...model.shape.slice(1)];
  return model instanceof NdArray
    ? new NdArray(values as NumericArray, shape, model.dtype)
    : new StringArray(values as string[], shape);
}
