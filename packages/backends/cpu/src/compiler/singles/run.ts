/** Code for runs: stretches of elements that lie next to each other, at addresses in variables. */

import { int32 } from '../wasm/bytes.ts';
import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';

/** Vectors in straight code. */
const STRAIGHT = 8;
/** Bytes from which on the engine copies or fills memory faster than a loop of ours. */
const LONG = 2048;

/**
 * Goes through `elements` in vectors of four. `body` writes the code for the first `lanes` lanes at the pointers plus
 * `offset` bytes. Pointers are moved by loops, and moved back.
 */
export function emitRun(
  f: FunctionBuilder,
  elements: number,
  pointers: readonly Local[],
  body: (offset: number, lanes: number) => void,
): void {
  const vectors = Math.floor(elements / 4);
  const rounds = vectors > STRAIGHT ? Math.floor(vectors / 4) : 0;
  f.repeat(rounds, () => {
    for (let i = 0; i < 4; i++) body(16 * i, 4);
    for (const pointer of pointers) f.advance(pointer, 64);
  });
  const left = elements - 16 * rounds;
  for (let done = 0; done < left; done += 4) body(4 * done, Math.min(4, left - done));
  for (const pointer of pointers) f.advance(pointer, -64 * rounds);
}

/** Copies a run. */
export function emitCopyRun(f: FunctionBuilder, from: Local, to: Local, elements: number): void {
  if (4 * elements >= LONG) {
    f.get(to)
      .get(from)
      .i32(4 * elements)
      .copy();
    return;
  }
  const value = f.local('v128');
  emitRun(f, elements, [from, to], (offset, lanes) => {
    f.get(from).load(offset).set(value).storeLanes(to, value, lanes, offset);
  });
  f.release(value);
}

/** Fills a run with elements of these 32 bits. */
export function emitFillRun(f: FunctionBuilder, to: Local, elements: number, bits: number): void {
  if (bits === 0 && 4 * elements >= LONG) {
    f.get(to)
      .i32(0)
      .i32(4 * elements)
      .fill();
    return;
  }
  const value = f.constant(int32(bits));
  emitRun(f, elements, [to], (offset, lanes) => f.storeLanes(to, value, lanes, offset));
}

/** Adds a run of float32 or int32 to another. */
export function emitAddRun(
  f: FunctionBuilder,
  from: Local,
  to: Local,
  elements: number,
  dtype: 'float32' | 'int32',
): void {
  const value = f.local('v128');
  emitRun(f, elements, [from, to], (offset, lanes) => {
    f.get(to).load(offset).get(from).load(offset);
    f.op(dtype === 'float32' ? 'f32x4.add' : 'i32x4.add').set(value);
    f.storeLanes(to, value, lanes, offset);
  });
  f.release(value);
}

/** The 32 bits of an element. */
export function elementBits(value: number, dtype: 'float32' | 'int32' | 'bool'): number {
  if (dtype === 'float32') return new Int32Array(Float32Array.of(value).buffer)[0] ?? 0;
  return dtype === 'bool' ? (value === 0 ? 0 : -1) : Math.trunc(value);
}
