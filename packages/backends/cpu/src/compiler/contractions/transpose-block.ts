import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';

/** Four variables of four lanes each. */
export type Block = readonly [Local, Local, Local, Local];

/**
 * Turns four lines of four elements into four columns. `use` is called for the first `count` columns and may leave
 * something on the stack before it pushes the column.
 */
export function emitTransposed(
  f: FunctionBuilder,
  [a, b, c, d]: Block,
  count: number,
  use: (column: number, push: () => void) => void,
): void {
  const [ab, cd] = [f.local('v128'), f.local('v128')];
  const pair = (half: 0 | 2): void => {
    const lanes = [half, half + 4, half + 1, half + 5] as const;
    f.get(a)
      .get(b)
      .shuffle(...lanes)
      .set(ab);
    f.get(c)
      .get(d)
      .shuffle(...lanes)
      .set(cd);
    use(half, () => f.get(ab).get(cd).shuffle(0, 1, 4, 5));
    if (count > half + 1) use(half + 1, () => f.get(ab).get(cd).shuffle(2, 3, 6, 7));
  };
  if (count > 0) pair(0);
  if (count > 2) pair(2);
  f.release(ab, cd);
}
