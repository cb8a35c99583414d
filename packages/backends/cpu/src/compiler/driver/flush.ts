/**
 * Keeps denormal numbers out of the states.
 *
 * Averages of gradients that have become 0 decay, step by step, into numbers below 1.2e-38, with which processors
 * compute many times slower, and WebAssembly cannot have them flushed. Every 64th step sets all that is below 1e-30 to 0:
 * in 64 steps a decay of 0.9 comes from there to 1e-33 at most. Doing so at every store costs a fifth of an update.
 */

import { shareOf } from '../tasks/share.ts';
import type { Part } from '../tasks/task-context.ts';
import type { FunctionBuilder } from '../wasm/function-builder.ts';

/** Floats of a state. */
export interface FlushedState {
  readonly address: number;
  readonly size: number;
}

/** Steps from one flush to the next, less one: a mask of bits. */
const PERIOD_MASK = 63;
const SMALLEST = 1e-30;
/** Elements of a cache line: no two threads write into one. */
const LINE = 16;

/** Leaves on the stack whether the step whose number is at `step` ends a period. */
export function emitIsDue(f: FunctionBuilder, step: number): void {
  f.i32(step).memory('i32.load').i32(PERIOD_MASK).op('i32.and').i32(PERIOD_MASK).op('i32.eq');
}

/** Flushes a part of each state. */
export function emitFlush(f: FunctionBuilder, states: readonly FlushedState[], part: Part): void {
  const at = f.local('i32');
  const value = f.local('v128');
  const flushed = (): void => {
    f.get(at).load().tee(value).get(value).op('f32x4.abs').splat(SMALLEST);
    f.op('f32x4.lt').op('v128.andnot');
  };
  for (const { address, size } of states) {
    const { begin, end } = shareOf(size, part, LINE);
    const whole = begin + ((end - begin) & ~3);
    if (whole > begin) {
      f.count(at, address + 4 * begin, address + 4 * whole, 16, () => {
        f.get(at).push(flushed).store();
      });
    }
    if (end > whole) {
      f.i32(address + 4 * whole).set(at);
      f.push(flushed)
        .set(value)
        .storeLanes(at, value, end - whole);
    }
  }
  f.release(at, value);
}
