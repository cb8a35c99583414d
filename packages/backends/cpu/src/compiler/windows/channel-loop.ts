import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';

/** Units that are visited without a loop. */
const MOST_UNROLLED = 2;

/**
 * Visits channels, `unit` of them at a time, a multiple of four. `moving` are variables that move by the number of bytes
 * beside them with each unit; they are not changed for the caller. `visit` is told how many channels there are, fewer
 * at the end, and is given variables in the same order.
 */
export function eachChannels(
  f: FunctionBuilder,
  channels: number,
  unit: number,
  moving: readonly (readonly [Local, bytes: number])[],
  visit: (count: number, moved: readonly Local[]) => void,
): void {
  const moved = moving.map(([local]) => {
    const copy = f.local(local.type);
    f.get(local).set(copy);
    return copy;
  });
  const move = (): void => {
    for (const [i, [, bytes]] of moving.entries()) {
      const local = moved[i];
      if (local) f.advance(local, bytes);
    }
  };
  const whole = Math.floor(channels / unit);
  const rest = channels % unit;
  if (whole <= MOST_UNROLLED) {
    for (let i = 0; i < whole; i++) {
      visit(unit, moved);
      if (i < whole - 1 || rest > 0) move();
    }
  } else {
    f.repeat(whole, () => {
      visit(unit, moved);
      move();
    });
  }
  if (rest > 0) visit(rest, moved);
  f.release(...moved);
}
