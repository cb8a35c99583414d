/** A matrix times a vector where the sums run along memory: a dot product for each row of the matrix. */

import type { FunctionBuilder, Local, Operand } from '../wasm/function-builder.ts';
import { emitAddProduct } from './add-product.ts';
import type { ResultWriter } from './result-writer.ts';
import { emitTransposed } from './transpose-block.ts';

export interface DotProducts {
  /** How many. */
  readonly rows: number;
  /** Length of the sums. */
  readonly inner: number;
  readonly matrix: { readonly address: Operand; readonly rowStride: number };
  readonly vector: { readonly address: Operand };
  /** Bytes from the beginning of the result to the first sum; they follow one another. */
  readonly offset: Operand;
  /** Bytes from the beginning of what an epilogue takes for a row. */
  readonly column: number;
}

/** Rows that are summed up at the same time. */
const ROWS = 8;

export function emitDotProducts(
  f: FunctionBuilder,
  product: DotProducts,
  writer: ResultWriter,
  relaxedMadd: boolean,
): void {
  const [matrix, offset, column] = [f.local('i32'), f.local('i32'), f.local('i32')];
  f.push(product.matrix.address).set(matrix);
  f.push(product.offset).set(offset).i32(product.column).set(column);
  const block = (rows: number): void => {
    const sums = f.localsOf('v128', rows);
    sumUp(f, product, matrix, sums, relaxedMadd);
    const lanes = acrossLanes(f, sums);
    const position = { offset, column, rowStride: 0, columns: rows };
    writer.write([lanes], position);
    f.release(...sums, ...lanes);
    f.advance(matrix, rows * product.matrix.rowStride);
    f.advance(offset, 4 * rows).advance(column, 4 * rows);
  };
  f.repeat(Math.floor(product.rows / ROWS), () => block(ROWS));
  if (product.rows % ROWS > 0) block(product.rows % ROWS);
  f.release(matrix, offset, column);
}

/** Every fourth product into one lane each. */
function sumUp(
  f: FunctionBuilder,
  { inner, matrix: { rowStride }, vector }: DotProducts,
  matrix: Local,
  sums: readonly Local[],
  relaxedMadd: boolean,
): void {
  const [p, q, x] = [f.local('i32'), f.local('i32'), f.local('v128')];
  f.get(matrix).set(p).push(vector.address).set(q);
  for (const sum of sums) f.f32(0).op('f32x4.splat').set(sum);
  const step = (i: number, lanes: number): void => {
    f.get(q).load(16 * i);
    mask(f, lanes);
    f.set(x);
    for (const [r, sum] of sums.entries()) {
      const row = (): void => {
        f.get(p).load(r * rowStride + 16 * i);
        // What lies beyond the end may be anything, NaN included.
        mask(f, lanes);
      };
      emitAddProduct(f, row, x, sum, relaxedMadd);
    }
  };
  const vectors = Math.floor(inner / 4);
  const unroll = vectors <= 4 ? vectors : 2;
  if (unroll > 0) {
    f.repeat(Math.floor(vectors / unroll), () => {
      for (let i = 0; i < unroll; i++) step(i, 4);
      f.advance(p, 16 * unroll).advance(q, 16 * unroll);
    });
    const rest = vectors % unroll;
    for (let i = 0; i < rest; i++) step(i, 4);
    if (inner % 4 > 0) step(rest, inner % 4);
  } else if (inner % 4 > 0) step(0, inner % 4);
  f.release(p, q, x);
}

function mask(f: FunctionBuilder, lanes: number): void {
  if (lanes === 4) return;
  f.vectorI32(-1, lanes > 1 ? -1 : 0, lanes > 2 ? -1 : 0, 0).op('v128.and');
}

/** The sum of the lanes of each vector, four to a vector. */
function acrossLanes(f: FunctionBuilder, sums: readonly Local[]): Local[] {
  const results: Local[] = [];
  for (let i = 0; i < sums.length; i += 4) {
    const [a, ...others] = sums.slice(i, i + 4);
    if (!a) break;
    const [b = a, c = a, d = a] = others;
    const total = f.local('v128');
    const columns: Local[] = [];
    emitTransposed(f, [a, b, c, d], 4, (_, push) => {
      push();
      const column = f.local('v128');
      f.set(column);
      columns.push(column);
    });
    const [w, x, y, z] = columns as [Local, Local, Local, Local];
    f.get(w).get(x).op('f32x4.add').get(y).get(z).op('f32x4.add').op('f32x4.add').set(total);
    f.release(...columns);
    results.push(total);
  }
  return results;
}
