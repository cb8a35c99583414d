/** The product of two matrices, tile by tile. */

import type { FunctionBuilder, Operand } from '../wasm/function-builder.ts';
import type { Strides } from './matrix-product-shape.ts';
import { accumulatorsFor, emitSum, mostRows } from './micro-kernel.ts';
import type { ResultWriter } from './result-writer.ts';
import type { Panels } from './split-columns.ts';
import { splitEvenly } from './split-evenly.ts';

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
  /**
   * Rows of `a` that stay in the cache while all panels are visited for them, the rows of one tile after the other; if
   * not given, all panels are visited for one tile before the next.
   */
  readonly blockRows?: number;
}

interface RowBlock {
  readonly rows: number;
  readonly a: Operand;
  readonly offset: Operand;
}

export function emitTiledProduct(
  f: FunctionBuilder,
  product: TiledProduct,
  writer: Pick<ResultWriter, 'write'>,
  relaxedMadd: boolean,
): void {
  const { inner, a, b, result } = product;
  const [pa, pb, row] = [f.local('i32'), f.local('i32'), f.local('i32')];
  const [offset, column] = [f.local('i32'), f.local('i32')];

  const tile = (first: number, rows: number, { vectors, columns }: Panels): void => {
    const accumulators = accumulatorsFor(f, { rows, vectors });
    const operands = { a: pa, b: pb, aRow: (r: number) => (first + r) * a.strides.outer };
    const step = { a: a.strides.inner, b: b.isPacked ? 16 * vectors : b.rowStride };
    emitSum(f, accumulators, operands, [{ times: inner, ...step }], { relaxedMadd });
    f.get(row)
      .get(column)
      .op('i32.add')
      .set(offset)
      .advance(offset, first * result.rowStride);
    writer.write(accumulators, { offset, column, rowStride: result.rowStride, columns });
    f.release(...accumulators.flat());
  };

  /** Wide panels have fewer rows to a tile than there may be at hand. */
  const tiles = (rows: number, panels: Panels): void => {
    let first = 0;
    for (const { size, times } of splitEvenly(rows, mostRows(panels.vectors, relaxedMadd))) {
      for (let i = 0; i < times; i++, first += size) tile(first, size, panels);
    }
  };

  const eachRows = (block: RowBlock, most: number, body: (rows: number) => void): void => {
    f.push(block.a).set(pa).push(block.offset).set(row);
    for (const { size, times } of splitEvenly(block.rows, most)) {
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

  const most = (panels: readonly Panels[]): number =>
    Math.max(...panels.map(({ vectors }) => mostRows(vectors, relaxedMadd)));
  if (product.blockRows === undefined) {
    const all = { rows: product.rows, a: a.address, offset: result.offset };
    eachRows(all, most(product.panels), (rows) => eachPanel((panels) => tiles(rows, panels)));
  } else {
    eachBlock(f, product, product.blockRows, (block) =>
      eachPanel((panels) => eachRows(block, most([panels]), (rows) => tiles(rows, panels))),
    );
  }
  f.release(pa, pb, row, offset, column);
}

function eachBlock(
  f: FunctionBuilder,
  { rows, a, result }: TiledProduct,
  most: number,
  body: (block: RowBlock) => void,
): void {
  if (rows <= most) {
    body({ rows, a: a.address, offset: result.offset });
    return;
  }
  const [start, offset] = [f.local('i32'), f.local('i32')];
  f.push(a.address).set(start).push(result.offset).set(offset);
  const block = (size: number): void => {
    body({ rows: size, a: start, offset });
    f.advance(start, size * a.strides.outer).advance(offset, size * result.rowStride);
  };
  f.repeat(Math.floor(rows / most), () => block(most));
  if (rows % most > 0) block(rows % most);
  f.release(start, offset);
}
