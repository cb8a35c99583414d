/** Chooses how a matrix product is computed. Choices rest on the whole product, never on a part of it. */

import type { ContractionTask, Value } from '@myelin/program';
import type { TaskContext } from '../tasks/task-context.ts';
import type { FunctionBuilder, Local, Operand } from '../wasm/function-builder.ts';
import { emitDotProducts } from './dot-products.ts';
import type { Axis } from './epilogue-access.ts';
import { emitFilterGradient } from './filter-gradient.ts';
import type { FilterGradientShape } from './filter-gradient-emitter.ts';
import { type MatrixProductShape, matrixProductShape } from './matrix-product-shape.ts';
import { emitPacking, packedBytes } from './pack-panels.ts';
import { type ProductPart, productPart, type Stretch } from './product-part.ts';
import { epilogueRefusal, ResultWriter } from './result-writer.ts';
import { emitRowCombination, listBytes, turnsFor, WORTH_LISTING } from './row-combination.ts';
import { splitColumns } from './split-columns.ts';
import { emitTiledProduct } from './tiled-product.ts';

/** A second-level cache holds this much of the right operand beside other things. */
const CACHED_BYTES = 256 * 1024;
/** And this much of the left operand. */
const BLOCK_BYTES = 256 * 1024;
/** So much of the right one fits into a first-level cache as it is. */
const NEAR_BYTES = 32 * 1024;

export function emitMatrixProduct(
  f: FunctionBuilder,
  task: ContractionTask,
  context: TaskContext,
  shape: MatrixProductShape = matrixProductShape(task.contraction),
): void {
  const long = asLongSum(shape);
  if (long) {
    emitFilterGradient(f, task, context, long);
    return;
  }
  const part = productPart(shape, context.part);
  const [a, b] = task.contraction.inputs as readonly [Value, Value];
  const emitter = new MatrixProductEmitter(f, task, context, shape);
  const { begin, end } = part.batch;
  if (begin >= end || part.rows.begin >= part.rows.end || part.columns.begin >= part.columns.end) {
    return;
  }
  const [addressA, addressB] = [context.address(a), context.address(b)];
  if (shape.batch === 1) {
    emitter.emit(part, addressA, addressB, 0);
    return;
  }
  const [matrix, pa, pb, result] = [f.local('i32'), f.local('i32'), f.local('i32'), f.local('i32')];
  f.count(matrix, begin, end, 1, () => {
    pushBatchOffset(f, matrix, shape.batchA);
    f.i32(addressA).op('i32.add').set(pa);
    pushBatchOffset(f, matrix, shape.batchB);
    f.i32(addressB).op('i32.add').set(pb);
    f.get(matrix)
      .i32(4 * shape.rows * shape.columns)
      .op('i32.mul')
      .set(result);
    emitter.emit(part, pa, pb, result);
  });
  f.release(matrix, pa, pb, result);
}

/** From this length on, sums down the columns of both operands are added up in pieces. */
const LONG_SUM = 256;

/**
 * `aᵀ · b` with long columns, such as the derivative of weights for a large batch. It is the derivative of a filter by
 * as many images of one pixel, which leaves a few rows of both operands in the cache until all tiles have used them.
 */
function asLongSum(shape: MatrixProductShape): FilterGradientShape | undefined {
  const { batch, rows, columns, inner, a, b } = shape;
  const isLong = inner >= LONG_SUM && rows >= 8 && columns >= 8;
  if (batch !== 1 || !isLong || a.outer !== 4 || b.outer !== 4) return undefined;
  const one = { size: 1, windows: 1, kernel: 1, stride: 1, dilation: 1, before: 0 };
  return { images: inner, vertical: one, horizontal: one, channels: rows, filters: columns };
}

class MatrixProductEmitter {
  readonly #f: FunctionBuilder;
  readonly #context: TaskContext;
  readonly #shape: MatrixProductShape;
  readonly #isFlat: boolean;
  readonly #writer: ResultWriter;
  readonly #right: Value;

  constructor(
    f: FunctionBuilder,
    task: ContractionTask,
    context: TaskContext,
    shape: MatrixProductShape,
  ) {
    this.#f = f;
    this.#context = context;
    this.#shape = shape;
    this.#isFlat = isFlat(shape, task);
    this.#right = task.contraction.inputs[1] as Value;
    const { rows, columns } = shape;
    this.#writer = new ResultWriter(f, task, context, this.#isFlat ? rows * columns : columns);
  }

  /** One product: addresses of the matrices and bytes to the first element of the result. */
  emit(part: ProductPart, a: Operand, b: Operand, result: Operand): void {
    const { columns } = this.#shape;
    const [m, n] = [this.#shape.a, this.#shape.b];
    if (!this.#isFlat) this.#tiles(part, a, b, result);
    else if (columns === 1) {
      if (m.inner === 4) this.#dots(part.rows, a, m.outer, b, result);
      else this.#combination(part.rows, b, a, m.inner, result);
    } else {
      if (n.inner === 4) this.#dots(part.columns, b, n.outer, a, result);
      else this.#combination(part.columns, a, b, n.inner, result);
    }
  }

  #dots(stretch: Stretch, matrix: Operand, rowStride: number, vector: Operand, result: Operand) {
    const product = {
      rows: stretch.end - stretch.begin,
      inner: this.#shape.inner,
      matrix: { address: plus(this.#f, matrix, stretch.begin * rowStride), rowStride },
      vector: { address: vector },
      offset: plus(this.#f, result, 4 * stretch.begin),
      column: 4 * stretch.begin,
    };
    emitDotProducts(this.#f, product, this.#writer, this.#context.relaxedMadd);
  }

  #combination(
    stretch: Stretch,
    vector: Operand,
    matrix: Operand,
    rowStride: number,
    result: Operand,
  ): void {
    const { inner } = this.#shape;
    const columns = stretch.end - stretch.begin;
    const product = {
      columns,
      inner,
      turns: turnsFor(this.#shape.rows * this.#shape.columns),
      vector: { address: vector },
      matrix: { address: plus(this.#f, matrix, 4 * stretch.begin), rowStride },
      offset: plus(this.#f, result, 4 * stretch.begin),
      column: 4 * stretch.begin,
    };
    const isWorthIt = inner >= WORTH_LISTING && this.#shape.rows * this.#shape.columns >= 32;
    const list = isWorthIt ? { list: this.#context.scratch(listBytes(inner)) } : {};
    const whole = { ...product, ...list };
    emitRowCombination(this.#f, whole, this.#writer, this.#context.relaxedMadd);
  }

  #tiles(part: ProductPart, a: Operand, b: Operand, result: Operand): void {
    const { inner, rows, columns } = this.#shape;
    const [m, n] = [this.#shape.a, this.#shape.b];
    const f = this.#f;
    const panels = splitColumns(part.columns.end - part.columns.begin);
    const bytes = 4 * inner * columns;
    const from = plus(f, b, part.columns.begin * n.outer);
    const pack = (g: FunctionBuilder, to: number): void =>
      emitPacking(g, { panels, inner, strides: n, from, to });
    const size = packedBytes(panels, inner);
    const isFar = bytes > NEAR_BYTES && columns > 12;
    const prepared =
      typeof from === 'number' && (isFar || n.outer !== 4)
        ? this.#context.prepare?.(this.#right, size, pack)
        : undefined;
    const isPacked = prepared !== undefined || n.outer !== 4 || (isFar && rows >= 64);
    let address: Operand = prepared ?? from;
    if (isPacked && prepared === undefined) {
      const to = this.#context.scratch(size);
      pack(f, to);
      address = to;
    }
    const product = {
      rows: part.rows.end - part.rows.begin,
      inner,
      panels,
      a: { address: plus(f, a, part.rows.begin * m.outer), strides: m },
      b: { address, isPacked, rowStride: n.inner },
      result: {
        offset: plus(f, result, 4 * part.rows.begin * columns),
        column: 4 * part.columns.begin,
        rowStride: 4 * columns,
      },
      ...(bytes > CACHED_BYTES ? { blockRows: blockRows(inner) } : {}),
    };
    emitTiledProduct(f, product, this.#writer, this.#context.relaxedMadd);
  }
}

/** As many rows of the left operand as stay in the cache, a multiple of the rows of all tiles. */
const blockRows = (inner: number): number =>
  Math.max(1, Math.floor(BLOCK_BYTES / (48 * inner))) * 12;

/** Whether the result is a vector, which tiles take for one row, and the epilogue is one of vectors too. */
function isFlat({ rows, columns }: MatrixProductShape, task: ContractionTask): boolean {
  if (rows !== 1 && columns !== 1) return false;
  return epilogueRefusal(task, rows * columns) === undefined;
}

function plus(f: FunctionBuilder, operand: Operand, bytes: number): Operand {
  if (bytes === 0) return operand;
  if (typeof operand === 'number') return operand + bytes;
  return () => f.push(operand).i32(bytes).op('i32.add');
}

/** Bytes from the first matrix of an operand to the one for matrix number `matrix` of the result. */
function pushBatchOffset(f: FunctionBuilder, matrix: Local, axes: readonly Axis[]): void {
  const rest = f.local('i32');
  f.get(matrix).set(rest).i32(0);
  for (const { size, stride } of [...axes].reverse()) {
    if (stride > 0) {
      f.get(rest).i32(size).op('i32.rem_u').i32(stride).op('i32.mul').op('i32.add');
    }
    f.get(rest).i32(size).op('i32.div_u').set(rest);
  }
  f.release(rest);
}
