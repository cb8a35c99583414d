/**
 * A vector times a matrix whose rows lie in memory: the rows are added up, each times its element of the vector.
 *
 * Images and outputs of relu are full of zeros. For long vectors the places of the other elements are listed first, so
 * that only those rows are read. An infinite or NaN weight that meets a zero leaves no NaN then.
 */

import type { FunctionBuilder, Local, Operand } from '../wasm/function-builder.ts';
import { emitAddProduct } from './add-product.ts';
import type { ResultWriter } from './result-writer.ts';
import { splitEvenly } from './split-evenly.ts';

export interface RowCombination {
  readonly columns: number;
  /** Rows of the matrix. */
  readonly inner: number;
  readonly vector: { readonly address: Operand };
  readonly matrix: { readonly address: Operand; readonly rowStride: number };
  /** Bytes from the beginning of the result to the first column. */
  readonly offset: Operand;
  /** Bytes from the beginning of what an epilogue takes for a row. */
  readonly column: number;
  /** Into how many sums rows go by turns: see {@link turnsFor}. */
  readonly turns: number;
  /** Memory for {@link listBytes} bytes if zeros are to be left out. */
  readonly list?: number;
}

/** From how many rows on it pays to look for zeros. */
export const WORTH_LISTING = 64;

export const listBytes = (inner: number): number => 8 * inner;

/** Vectors that are summed up at the same time. */
const VECTORS = 12;

/**
 * A few columns alone would wait for one addition after the other: rows go into several sums by turns. It depends on
 * the columns of the whole product, so that the order of additions is the same for all parts.
 */
export function turnsFor(columns: number): number {
  return Math.min(4, Math.max(1, Math.floor(VECTORS / Math.ceil(columns / 4))));
}

export function emitRowCombination(
  f: FunctionBuilder,
  product: RowCombination,
  writer: ResultWriter,
  relaxedMadd: boolean,
): void {
  const { list } = product;
  const [matrix, offset, column] = [f.local('i32'), f.local('i32'), f.local('i32')];
  f.push(product.matrix.address).set(matrix);
  f.push(product.offset).set(offset).i32(product.column).set(column);
  const listEnd = list === undefined ? undefined : listElements(f, product, list);
  const block = (vectors: number, columns: number): void => {
    const sums = Array.from({ length: listEnd ? 1 : product.turns }, () =>
      f.localsOf('v128', vectors),
    );
    for (const sum of sums.flat()) f.f32(0).op('f32x4.splat').set(sum);
    if (list !== undefined && listEnd) {
      addListed(f, list, listEnd, matrix, sums.flat(), relaxedMadd);
    } else addAll(f, product, matrix, sums, relaxedMadd);
    const [total = [], ...others] = sums;
    for (const other of others) {
      for (const [v, sum] of total.entries()) {
        const local = other[v];
        if (local) f.get(sum).get(local).op('f32x4.add').set(sum);
      }
    }
    writer.write([total], { offset, column, rowStride: 0, columns });
    f.release(...sums.flat());
    f.advance(matrix, 4 * columns)
      .advance(offset, 4 * columns)
      .advance(column, 4 * columns);
  };
  const pieces = splitEvenly(Math.ceil(product.columns / 4), VECTORS);
  const missing = (4 - (product.columns % 4)) % 4;
  for (const [i, { size, times }] of pieces.entries()) {
    const hasRest = missing > 0 && i === pieces.length - 1;
    f.repeat(hasRest ? times - 1 : times, () => block(size, 4 * size));
    if (hasRest) block(size, 4 * size - missing);
  }
  f.release(matrix, offset, column);
  if (listEnd) f.release(listEnd);
}

/** Rows of the matrix one after the other, into several sets of sums by turns. */
function addAll(
  f: FunctionBuilder,
  { inner, vector, matrix: { rowStride } }: RowCombination,
  matrix: Local,
  sums: readonly (readonly Local[])[],
  relaxedMadd: boolean,
): void {
  const [x, p] = [f.local('i32'), f.local('i32')];
  f.push(vector.address).set(x).get(matrix).set(p);
  const turns = sums.length;
  const turn = (rows: number): void => {
    for (const [i, set] of sums.slice(0, rows).entries()) {
      addRow(f, () => f.get(x).loadSplat(4 * i), p, i * rowStride, set, relaxedMadd);
    }
  };
  f.repeat(Math.floor(inner / turns), () => {
    turn(turns);
    f.advance(x, 4 * turns).advance(p, turns * rowStride);
  });
  turn(inner % turns);
  f.release(x, p);
}

/** Writes `[element, offset of the row]` for all elements but zeros; the result is the end of the list. */
function listElements(
  f: FunctionBuilder,
  { inner, vector, matrix: { rowStride } }: RowCombination,
  list: number,
): Local {
  const [x, row, end] = [f.local('i32'), f.local('i32'), f.local('i32')];
  f.push(vector.address).set(x).i32(list).set(end);
  f.count(row, 0, inner * rowStride, rowStride, () => {
    f.get(end).get(x).memory('f32.load').memory('f32.store');
    f.get(end).get(row).memory('i32.store', 4);
    f.get(end).get(x).memory('f32.load').f32(0).op('f32.ne').i32(3).op('i32.shl');
    f.op('i32.add').set(end).advance(x, 4);
  });
  f.release(x, row);
  return end;
}

function addListed(
  f: FunctionBuilder,
  list: number,
  end: Local,
  matrix: Local,
  sums: readonly Local[],
  relaxedMadd: boolean,
): void {
  const [entry, p] = [f.local('i32'), f.local('i32')];
  f.get(end)
    .i32(list)
    .op('i32.ne')
    .ifElse(() => {
      f.i32(list).set(entry);
      f.loop(() => {
        f.get(entry).memory('i32.load', 4).get(matrix).op('i32.add').set(p);
        addRow(f, () => f.get(entry).loadSplat(), p, 0, sums, relaxedMadd);
        f.get(entry).i32(8).op('i32.add').tee(entry).get(end).op('i32.ne').branchIf(0);
      });
    });
  f.release(entry, p);
}

function addRow(
  f: FunctionBuilder,
  pushElement: () => void,
  p: Local,
  at: number,
  sums: readonly Local[],
  relaxedMadd: boolean,
): void {
  const element = f.local('v128');
  pushElement();
  f.set(element);
  for (const [v, sum] of sums.entries()) {
    const vector = (): void => {
      f.get(p).load(at + 16 * v);
    };
    emitAddProduct(f, element, vector, sum, relaxedMadd);
  }
  f.release(element);
}
