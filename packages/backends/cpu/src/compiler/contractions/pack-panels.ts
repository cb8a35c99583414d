/** Copies the right operand of a product into panels: step after step of the sum, the columns of one panel. */

import type { FunctionBuilder, Local, Operand } from '../wasm/function-builder.ts';
import type { Strides } from './matrix-product-shape.ts';
import type { Panels } from './split-columns.ts';
import { emitTransposed } from './transpose-block.ts';

export interface PackedPanels {
  readonly panels: readonly Panels[];
  readonly inner: number;
  readonly strides: Strides;
  /** Address of the first column. */
  readonly from: Operand;
  /** Address of the panels. */
  readonly to: Operand;
  /** Bytes from one panel to the next, where they do not follow one another. */
  readonly panelBytes?: number;
}

/** Bytes that the panels take. */
export function packedBytes(panels: readonly Panels[], inner: number): number {
  return panels.reduce((sum, { vectors, times }) => sum + 16 * vectors * times * inner, 0);
}

export function emitPacking(f: FunctionBuilder, packed: PackedPanels): void {
  const [from, to] = [f.local('i32'), f.local('i32')];
  f.push(packed.from).set(from).push(packed.to).set(to);
  for (const panels of packed.panels) {
    f.repeat(panels.times, () => {
      if (packed.strides.outer === 4) copyPanel(f, from, to, panels, packed);
      else transposePanel(f, from, to, panels, packed);
      f.advance(from, packed.strides.outer * panels.columns);
      f.advance(to, packed.panelBytes ?? 16 * panels.vectors * packed.inner);
    });
  }
  f.release(from, to);
}

/** Rows of `b` lie in memory: vectors are copied as they are. */
function copyPanel(
  f: FunctionBuilder,
  from: Local,
  to: Local,
  { vectors }: Panels,
  { inner, strides }: PackedPanels,
): void {
  const [p, q] = [f.local('i32'), f.local('i32')];
  const row = 16 * vectors;
  f.get(from).set(p).get(to).set(q);
  const copy = (rows: number): void => {
    for (let k = 0; k < rows; k++) {
      for (let v = 0; v < vectors; v++) {
        f.get(q)
          .get(p)
          .load(k * strides.inner + 16 * v)
          .store(k * row + 16 * v);
      }
    }
  };
  const unroll = 4;
  f.repeat(Math.floor(inner / unroll), () => {
    copy(unroll);
    f.advance(p, unroll * strides.inner).advance(q, unroll * row);
  });
  copy(inner % unroll);
  f.release(p, q);
}

/** Columns of `b` lie in memory: four by four elements are turned at a time. */
function transposePanel(
  f: FunctionBuilder,
  from: Local,
  to: Local,
  { vectors, columns }: Panels,
  { inner, strides }: PackedPanels,
): void {
  const [p, q] = [f.local('i32'), f.local('i32')];
  const row = 16 * vectors;
  f.get(from).set(p).get(to).set(q);
  const turn = (steps: number): void => {
    for (let v = 0; v < vectors; v++) {
      const lines = [0, 1, 2, 3].map((i) => {
        const line = f.local('v128');
        // Columns that do not exist must not be read: the last one stands in for them.
        const column = Math.min(4 * v + i, columns - 1);
        f.get(p)
          .load(column * strides.outer)
          .set(line);
        return line;
      });
      emitTransposed(f, lines as [Local, Local, Local, Local], steps, (k, push) => {
        f.get(q);
        push();
        f.store(k * row + 16 * v);
      });
      f.release(...lines);
    }
  };
  f.repeat(Math.floor(inner / 4), () => {
    turn(4);
    f.advance(p, 16).advance(q, 4 * row);
  });
  if (inner % 4 > 0) turn(inner % 4);
  f.release(p, q);
}
