import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import type { Strides } from './iteration-space.ts';
import type { Access } from './loop-body.ts';

/** Where operands with the same steps are: a constant number of bytes, plus a variable where loops move them. */
interface Cursor {
  readonly strides: Strides;
  readonly local: Local | undefined;
  offset: number;
}

/**
 * The position of a walk through a space, one cursor for each way in which operands step. Loops move cursors in
 * variables; where code is written out, they move in the offsets of loads and stores.
 */
export class Cursors {
  readonly #f: FunctionBuilder;
  readonly #looped: ReadonlySet<number>;
  readonly #cursors = new Map<string, Cursor>();

  /** `looped`: the axes that loops go along. */
  constructor(f: FunctionBuilder, looped: ReadonlySet<number>) {
    this.#f = f;
    this.#looped = looped;
  }

  /** Makes a cursor for operands with these steps, at the beginning of the space. */
  add(strides: Strides): void {
    const key = strides.join();
    if (this.#cursors.has(key)) return;
    const moves = strides.some((stride, axis) => stride !== 0 && this.#looped.has(axis));
    const local = moves ? this.#f.local('i32') : undefined;
    this.#cursors.set(key, { strides, local, offset: 0 });
  }

  /** Sets all variables. To be called once, before the first loop, when constant moves have been made. */
  start(): void {
    for (const cursor of this.#cursors.values()) {
      if (!cursor.local) continue;
      this.#f.i32(cursor.offset).set(cursor.local);
      cursor.offset = 0;
    }
  }

  /** Moves all by a number of elements of an axis: in variables where loops go along it. */
  advance(axis: number, elements: number): void {
    for (const cursor of this.#cursors.values()) {
      const bytes = 4 * elements * (cursor.strides[axis] ?? 0);
      if (cursor.local && this.#looped.has(axis)) this.#f.advance(cursor.local, bytes);
      else cursor.offset += bytes;
    }
  }

  /** Moves all by a constant that is known to the code that follows only. */
  shift(axis: number, elements: number): void {
    for (const cursor of this.#cursors.values()) {
      cursor.offset += 4 * elements * (cursor.strides[axis] ?? 0);
    }
  }

  /** Leaves four neighboring elements on the stack. */
  load({ address, strides }: Access): void {
    const { local, offset } = this.#at(strides);
    this.#f.push(local ?? 0).load(address + offset);
  }

  /** Leaves one element, four times, on the stack. */
  loadSplat({ address, strides }: Access): void {
    const { local, offset } = this.#at(strides);
    this.#f.push(local ?? 0).loadSplat(address + offset);
  }

  /** Stores the first lanes of a vector. */
  store({ address, strides }: Access, value: Local, lanes: number): void {
    const { local, offset } = this.#at(strides);
    const f = this.#f;
    const base = local ?? 0;
    const at = address + offset;
    if (lanes === 4) {
      f.push(base).get(value).store(at);
      return;
    }
    if (lanes >= 2) f.push(base).get(value).laneMemory('v128.store64_lane', at, 0);
    const done = lanes & 2;
    if (lanes > done)
      f.push(base)
        .get(value)
        .laneMemory('v128.store32_lane', at + 4 * done, done);
  }

  release(): void {
    for (const { local } of this.#cursors.values()) if (local) this.#f.release(local);
  }

  #at(strides: Strides): Cursor {
    const cursor = this.#cursors.get(strides.join());
    if (!cursor) throw new RangeError(`nothing steps by ${strides}`);
    return cursor;
  }
}
