/**
 * A barrier of all threads of a program, in shared memory.
 *
 * Threads spin first, for the others are near as a rule (0.13 µs), and sleep then. The main thread of a page must not
 * sleep: there it spins until the end.
 */

import type { FunctionBuilder } from '../wasm/function-builder.ts';
import type { ModuleBuilder } from '../wasm/module-builder.ts';

/** Rounds of looking before a thread goes to sleep: about 20 µs. */
const SPIN = 20_000;

/** Where the barrier counts, in bytes from the start of memory: arrived threads, and on a line of its own the round. */
const ARRIVED = 64;
const ROUND = 128;

export interface BarrierOptions {
  readonly threads: number;
  /** Whether the calling thread may sleep. */
  readonly sleeps: boolean;
}

/** Adds the function of a barrier, without parameters. */
export function addBarrier(
  module: ModuleBuilder,
  { threads, sleeps }: BarrierOptions,
): FunctionBuilder {
  return module.function([], [], (f) => {
    const round = f.local('i32');
    const left = f.local('i32');
    f.i32(0).memory('i32.atomic.load', ROUND).set(round);
    f.i32(0)
      .i32(1)
      .memory('i32.atomic.rmw.add', ARRIVED)
      .i32(threads - 1)
      .op('i32.eq');
    f.ifElse(
      () => {
        f.i32(0).i32(0).memory('i32.atomic.store', ARRIVED);
        f.i32(0).get(round).i32(1).op('i32.add').memory('i32.atomic.store', ROUND);
        f.i32(0).i32(threads).memory('memory.atomic.notify', ROUND).op('drop');
      },
      () => {
        const leaveIfOver = (depth: number): void => {
          f.i32(0).memory('i32.atomic.load', ROUND).get(round).op('i32.ne').branchIf(depth);
        };
        f.block(() => {
          f.loop(() => {
            f.i32(SPIN).set(left);
            f.loop(() => {
              leaveIfOver(2);
              f.get(left).i32(1).op('i32.sub').tee(left).branchIf(0);
            });
            if (sleeps) {
              f.i32(0).get(round).i64(-1).memory('memory.atomic.wait32', ROUND).op('drop');
            }
            f.branch(0);
          });
        });
      },
    );
  });
}
