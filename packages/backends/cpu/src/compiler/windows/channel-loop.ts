import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';

/** Vectors that are visited without a loop. */
const MOST_UNROLLED = 2;

/**
 * Visits channels four at a time. `moving` are variables that move by the number of bytes beside them with each four
 * channels; they are not changed for the caller. `visit` is told how many of the four channels exist, and is given
 * variables in the same order.
 */
export function eachFourChannels(
  f: FunctionBuilder,
  channels: number,
  moving: readonly (readonly [Local, bytes: number])[],
  visit: (lanes: number, moved: readonly Local[]) => void,
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
  const whole = Math.floor(channels / 4);
  const rest = channels % 4;
  if (whole <= MOST_UNROLLED) {
    for (let i = 0; i < whole; i++) {
      visit(4, moved);
      if (i < whole - 1 || rest > 0) move();
    }
  } else {
    f.repeat(whole, () => {
      visit(4, moved);
      move();
    });
  }
  if (rest > 0) visit(rest, moved);
  f.release(...moved);
}
