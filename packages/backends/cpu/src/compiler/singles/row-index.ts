import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';

/**
 * Leaves an index on the stack that is surely within `[0, length)`: negative ones become 0, large ones the last.
 *
 * tfjs throws for these; code that runs without a check reads a wrong element rather than memory that is not its own.
 */
export function emitClampedIndex(f: FunctionBuilder, index: Local, length: number): void {
  const last = length - 1;
  f.get(index).i32(last).get(index).i32(last).op('i32.lt_s').op('select').set(index);
  f.get(index).i32(0).get(index).i32(0).op('i32.gt_s').op('select');
}
