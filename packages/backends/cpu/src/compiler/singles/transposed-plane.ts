import { emitTransposed } from '../contractions/transpose-block.ts';
import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';

export interface TransposedPlane {
  readonly from: Local;
  readonly to: Local;
  /** Lines of the result; neighbors in the source. */
  readonly lines: number;
  /** Elements of a line; neighbors in the result. */
  readonly size: number;
  /** Elements between neighbors of a line, in the source. */
  readonly fromStride: number;
  /** Elements between lines, in the result. */
  readonly toStride: number;
}

/** Turns rows into columns, in blocks of 4 × 4. Pointers are moved back. */
export function emitTransposedPlane(f: FunctionBuilder, plane: TransposedPlane): void {
  const { from, to, lines, size, fromStride, toStride } = plane;
  const across = (count: number): void => {
    const full = Math.floor(size / 4);
    f.repeat(full, () => {
      emitBlock(f, plane, count, 4);
      f.advance(from, 16 * fromStride).advance(to, 16);
    });
    if (size % 4 > 0) emitBlock(f, plane, count, size % 4);
    f.advance(from, -16 * full * fromStride).advance(to, -16 * full);
  };
  const full = Math.floor(lines / 4);
  f.repeat(full, () => {
    across(4);
    f.advance(from, 16).advance(to, 16 * toStride);
  });
  if (lines % 4 > 0) across(lines % 4);
  f.advance(from, -16 * full).advance(to, -16 * full * toStride);
}

/** Up to 4 lines of up to 4 elements. */
function emitBlock(f: FunctionBuilder, plane: TransposedPlane, lines: number, size: number): void {
  const { from, to, fromStride, toStride } = plane;
  const columns = f.localsOf('v128', 4) as [Local, Local, Local, Local];
  for (const [i, column] of columns.slice(0, size).entries()) {
    f.get(from)
      .load(4 * i * fromStride)
      .set(column);
  }
  const line = f.local('v128');
  // The columns that are missing at the end leave lanes that are not stored.
  emitTransposed(f, columns, lines, (i, push) => {
    push();
    f.set(line).storeLanes(to, line, size, 4 * i * toStride);
  });
  f.release(line, ...columns);
}
