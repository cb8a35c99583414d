import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';

/**
 * Leaves on the stack which of four channels the lanes of a vector belong to, of the `vector`-th of as many vectors as
 * each channel has lanes.
 */
export function pushRepeated(
  f: FunctionBuilder,
  channels: Local,
  multiplier: number,
  vector: number,
): void {
  const lane = (i: number): number => Math.floor((4 * vector + i) / multiplier);
  f.get(channels);
  if (multiplier === 1) return;
  f.get(channels).shuffle(lane(0), lane(1), lane(2), lane(3));
}
