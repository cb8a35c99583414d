/** Products of a batch whose rows are stored without their zeros. */

import type { ContractionTask } from '@myelin/program';
import { ResultWriter } from '../contractions/result-writer.ts';
import { shareOf } from '../tasks/share.ts';
import type { Part, TaskContext } from '../tasks/task-context.ts';
import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import { type CompressedBatch, ENTRY_BYTES } from './compressed-operand.ts';

/** Vectors of a row of the weights that are summed up at a time: with a value and a vector, all registers. */
const BLOCK = 12;

/** Writes the code of one part of `x · W` or `xᵀ · dY`, with `x` compressed. */
export function emitCompressedProduct(
  f: FunctionBuilder,
  task: ContractionTask,
  context: TaskContext,
  batch: CompressedBatch,
): void {
  if (task.contraction.attributes.transposeA === true) emitGradient(f, task, context, batch);
  else emitProduct(f, task, context, batch);
}

interface Shape {
  readonly batchRows: number;
  readonly features: number;
  readonly columns: number;
  /** Address of the dense operand. */
  readonly dense: number;
}

function shapeOf({ contraction }: ContractionTask, context: TaskContext): Shape {
  const [a, b] = contraction.inputs;
  const [rows = 1, features = 1] = a?.shape ?? [];
  const columns = b?.shape[1] ?? 1;
  if (!b) throw new RangeError('a product has two operands');
  return { batchRows: rows, features, columns, dense: context.address(b) };
}

/** Rows of the result, each the sum of the rows of `W` that the entries name. */
function emitProduct(
  f: FunctionBuilder,
  task: ContractionTask,
  context: TaskContext,
  batch: CompressedBatch,
): void {
  const { batchRows, columns, dense } = shapeOf(task, context);
  const writer = new ResultWriter(f, task, context, columns);
  const { rows, own } = productShare(batchRows, columns, context.part);
  if (rows.begin >= rows.end || own.begin >= own.end) return;
  const [entry, last, weight, offset, column] = f.localsOf('i32', 5) as [
    Local,
    Local,
    Local,
    Local,
    Local,
  ];
  const value = f.local('v128');
  const rowBytes = 4 * columns;
  eachRow(f, batch, rows.begin, rows.end, (first, past, row) => {
    for (const { start, vectors, width } of blocks(own.begin, own.end)) {
      const sums = f.localsOf('v128', vectors);
      for (const sum of sums) f.splat(0).set(sum);
      f.get(first).set(entry).get(past).set(last);
      eachEntry(f, entry, last, () => {
        f.get(entry).loadSplat(4).set(value);
        f.get(entry).memory('i32.load').i32(rowBytes).op('i32.mul').set(weight);
        for (const [i, sum] of sums.entries()) {
          const at = dense + 4 * start + 16 * i;
          multiplyAdd(f, context, value, () => f.get(weight).load(at), sum);
          f.set(sum);
        }
      });
      f.i32(4 * start).set(column);
      f.get(row).i32(rowBytes).op('i32.mul').get(column).op('i32.add').set(offset);
      writer.write([sums], { offset, column, rowStride: rowBytes, columns: width });
      f.release(...sums);
    }
  });
  f.release(entry, last, weight, offset, column, value);
}

/** Fewest columns that are worth a thread: it then reads only its own columns of the weights. */
const COLUMNS = 16;

/** Columns for each thread if there are enough of them, else rows. */
function productShare(
  batchRows: number,
  columns: number,
  part: Part,
): { readonly rows: Stretch; readonly own: Stretch } {
  const allRows = { begin: 0, end: batchRows };
  const allColumns = { begin: 0, end: columns };
  if (columns >= COLUMNS * part.count) return { rows: allRows, own: shareOf(columns, part, 8) };
  return { rows: shareOf(batchRows, part), own: allColumns };
}

/**
 * For each entry, a row of the gradient grows by a multiple of a row of `dY`. Threads divide the rows of the gradient:
 * the optimizer, which comes next, divides them alike.
 */
function emitGradient(
  f: FunctionBuilder,
  task: ContractionTask,
  context: TaskContext,
  batch: CompressedBatch,
): void {
  const { batchRows, features, columns, dense } = shapeOf(task, context);
  const own = shareOf(features, context.part);
  if (own.begin >= own.end) return;
  const [result] = task.contraction.outputs;
  if (!result) return;
  const isDirect = task.epilogue.length === 0;
  const target = isDirect ? context.address(result) : context.scratch(4 * features * columns);
  const rowBytes = 4 * columns;
  f.i32(target + rowBytes * own.begin)
    .i32(0)
    .i32(rowBytes * (own.end - own.begin))
    .fill();
  const [entry, at, source] = f.localsOf('i32', 3) as [Local, Local, Local];
  const [value, old] = f.localsOf('v128', 2) as [Local, Local];
  for (const { start, vectors, width } of blocks(0, columns)) {
    const gradients = f.localsOf('v128', vectors);
    eachRow(f, batch, 0, batchRows, (first, past, row) => {
      f.get(row).i32(rowBytes).op('i32.mul').set(source);
      for (const [i, gradient] of gradients.entries()) {
        f.get(source)
          .load(dense + 4 * start + 16 * i)
          .set(gradient);
      }
      f.get(first).set(entry);
      eachOwnEntry(f, entry, past, { own, features }, () => {
        f.get(entry).loadSplat(4).set(value);
        f.get(entry).memory('i32.load').i32(rowBytes).op('i32.mul').set(at);
        for (const [i, gradient] of gradients.entries()) {
          const place = target + 4 * start + 16 * i;
          f.get(at).load(place).set(old);
          multiplyAdd(f, context, value, () => f.get(gradient), old);
          f.set(old).storeLanes(at, old, Math.min(4, width - 4 * i), place);
        }
      });
    });
    f.release(...gradients);
  }
  f.release(entry, at, source, value, old);
  if (!isDirect) emitEpilogue(f, task, context, target, { columns, own });
}

/** The epilogue on a gradient that is complete in scratch memory. */
function emitEpilogue(
  f: FunctionBuilder,
  task: ContractionTask,
  context: TaskContext,
  scratch: number,
  { columns, own }: { readonly columns: number; readonly own: Stretch },
): void {
  const writer = new ResultWriter(f, task, context, columns);
  const [row, offset, column] = f.localsOf('i32', 3) as [Local, Local, Local];
  for (const { start, vectors, width } of blocks(0, columns)) {
    f.i32(4 * start).set(column);
    f.count(row, 4 * columns * own.begin, 4 * columns * own.end, 4 * columns, () => {
      const sums = f.localsOf('v128', vectors);
      f.get(row).get(column).op('i32.add').set(offset);
      for (const [i, sum] of sums.entries())
        f.get(offset)
          .load(scratch + 16 * i)
          .set(sum);
      writer.write([sums], { offset, column, rowStride: 4 * columns, columns: width });
      f.release(...sums);
    });
  }
  f.release(row, offset, column);
}

interface Stretch {
  readonly begin: number;
  readonly end: number;
}

/** Columns in blocks of so many vectors that all stay in registers. */
function blocks(begin: number, end: number): { start: number; vectors: number; width: number }[] {
  const vectors = Math.ceil((end - begin) / 4);
  const count = Math.ceil(vectors / BLOCK);
  const made: { start: number; vectors: number; width: number }[] = [];
  let done = 0;
  for (let i = 0; i < count; i++) {
    const own = Math.ceil((vectors - done) / (count - i));
    const start = begin + 4 * done;
    made.push({ start, vectors: own, width: Math.min(4 * own, end - start) });
    done += own;
  }
  return made;
}

/** Visits rows of the batch: addresses of the first entry and past the last, and the number of the row. */
function eachRow(
  f: FunctionBuilder,
  batch: CompressedBatch,
  begin: number,
  end: number,
  body: (first: Local, past: Local, row: Local) => void,
): void {
  const [row, order, start, first, past] = f.localsOf('i32', 5) as [
    Local,
    Local,
    Local,
    Local,
    Local,
  ];
  f.i32(batch.order)
    .memory('i32.load')
    .i32(4 * begin)
    .op('i32.add')
    .set(order);
  f.count(row, begin, end, 1, () => {
    f.get(order).memory('i32.load').i32(8).op('i32.mul');
    f.i32(batch.rows).memory('i32.load').op('i32.add').set(start);
    f.get(start).memory('i32.load').set(first);
    f.get(start).memory('i32.load', 4).set(past);
    body(first, past, row);
    f.advance(order, 4);
  });
  f.release(row, order, start, first, past);
}

function eachEntry(f: FunctionBuilder, entry: Local, past: Local, body: () => void): void {
  f.get(entry).get(past).op('i32.ne');
  f.ifElse(() => {
    f.loop(() => {
      body();
      f.get(entry).i32(ENTRY_BYTES).op('i32.add').tee(entry);
      f.get(past).op('i32.ne').branchIf(0);
    });
  });
}

/** The entries of a row whose columns are a part's own; they are in order. */
function eachOwnEntry(
  f: FunctionBuilder,
  entry: Local,
  past: Local,
  { own, features }: { readonly own: Stretch; readonly features: number },
  body: () => void,
): void {
  const ends = own.end === features;
  f.block(() => {
    if (own.begin > 0) {
      f.loop(() => {
        f.get(entry).get(past).op('i32.eq').branchIf(1);
        f.get(entry).memory('i32.load').i32(own.begin).op('i32.lt_u');
        f.ifElse(() => f.advance(entry, ENTRY_BYTES).branch(1));
      });
    }
    f.loop(() => {
      f.get(entry).get(past).op('i32.eq').branchIf(1);
      if (!ends) f.get(entry).memory('i32.load').i32(own.end).op('i32.ge_u').branchIf(1);
      body();
      f.advance(entry, ENTRY_BYTES).branch(0);
    });
  });
}

function multiplyAdd(
  f: FunctionBuilder,
  { relaxedMadd }: TaskContext,
  value: Local,
  pushFactor: () => void,
  sum: Local,
): void {
  if (relaxedMadd) {
    f.get(value).push(pushFactor).get(sum).op('f32x4.relaxed_madd');
    return;
  }
  f.get(sum).get(value).push(pushFactor).op('f32x4.mul').op('f32x4.add');
}
