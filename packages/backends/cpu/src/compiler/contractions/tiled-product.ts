/** The product of two matrices, tile by tile. */

import type { FunctionBuilder, Local, Operand } from '../wasm/function-builder.ts';
import type { Strides } from './matrix-product-shape.ts';
import { accumulatorsFor, emitSum, mostRows } from './micro-kernel.ts';
import type { ResultWriter } from './result-writer.ts';
import { splitEvenly } from './split-evenly.ts';
import type { Panels } from './split-columns.ts';

export interface TiledProduct {
  readonly rows: number;
  readonly inner: number;
  readonly panels: readonly Panels[];
  readonly a: { readonly address: Operand; readonly strides: Strides };
  readonly b: {
    readonly address: Operand;
    /** Whether {@link emitPacking} made panels of it; else rows lie `rowStride` bytes apart. */
    readonly isPacked: boolean;
    readonly rowStride: number;
  };
  readonly result: {
    /** Bytes from the beginning of the result to the first row. */
    readonly offset: Operand;
    /** Bytes from the beginning of a row to the first column. */
    readonly column: number;
    readonly rowStride: number;
  };
  /** Whether all panels are visited for one tile of rows before the next; else all rows for one panel. */
  readonly rowsFirst: boolean;
}

export function emitTiledProduct(
  f: FunctionBuilder,
  product: TiledProduct,
  writer: ResultWriter,
  relaxedMadd: boolean,
): void {
  const { inner, a, b, result } = product;
  const [pa, pb, row] = [f.local('i32'), f.local('i32'), f.local('i32')];
  const [offset, column] = [f.local('i32'), f.local('i32')];

  const tile = (rows: number, { vectors, columns }: Panels): void => {
    const accumulators = accumulatorsFor(f, { rows, vectors });
    const operands = { a: pa, b: pb, aRow: (r: number) => r * a.strides.outer };
    const step = { a: a.strides.inner, b: b.isPacked ? 16 * vectors : b.rowStride };
    emitSum(f, accumulators, operands, [{ times: inner, ...step }], { relaxedMadd });
    f.get(row).get(column).op('i32.add').set(offset);
    writer.write(accumulators, { offset, column, rowStride: result.rowStride, columns });
    f.release(...accumulators.flat());
  };

  const eachRows = (most: number, body: (rows: number) => void): void => {
    f.push(a.address).set(pa).push(result.offset).set(row);
    for (const { size, times } of splitEvenly(product.rows, most)) {
      f.repeat(times, () => {
        body(size);
        f.advance(pa, size * a.strides.outer).advance(row, size * result.rowStride);
      });
    }
  };

  const eachPanel = (body: (panels: Panels) => void): void => {
    f.push(b.address).set(pb).i32(result.column).set(column);
    for (const panels of product.panels) {
      f.repeat(panels.times, () => {
        body(panels);
        f.advance(pb, b.isPacked ? 16 * panels.vectors * inner : 4 * panels.columns);
        f.advance(column, 4 * panels.columns);
      });
    }
  };

  if (product.rowsFirst) {
    const widest = Math.max(...product.panels.map(({ vectors }) => vectors));
    const most = mostRows(product.panels.length > 1 ? widest : widest, relaxedMadd);
    eachRows(most, (rows) => eachPanel((panels) => tile(rows, panels)));
  } else {
    eachPanel((panels) =>
      eachRows(mostRows(panels.vectors, relaxedMadd), (rows) => tile(rows, panels)),
    );
  }
  f.release(pa, pb, row, offset, column);
}

export type { Local };
