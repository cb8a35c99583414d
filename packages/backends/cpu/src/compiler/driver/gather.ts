/**
 * Takes the rows of a batch out of a row store into the input of a program.
 *
 * How a store holds a column is known only when it runs: words as they are, bytes to be widened, or whole numbers to
 * be made floats. The descriptor of an input, in memory, says which, and where the rows begin.
 */

import type { ColumnForm, DataType } from '@myelin/program';
import { shareOf } from '../tasks/share.ts';
import type { Part } from '../tasks/task-context.ts';
import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';

/**
 * How a column of a store lies in memory. Compressed rows are lists of entries, a column and a value each; `rows` then
 * points to pairs of addresses, where the entries of each row begin and end.
 */
export const columnForm = {
  words: 0,
  bytes: 1,
  integers: 2,
  compressed: 3,
} as const satisfies Record<ColumnForm, number>;

/**
 * Offsets of the words of a descriptor: address of row 0, the {@link columnForm}, and for each thread where the row
 * numbers of the present batch are.
 */
export const descriptor = {
  rows: 0,
  form: 4,
  order: (thread: number): number => 8 + 4 * thread,
  bytes: (threads: number): number => 8 + 4 * threads,
} as const;

export interface GatheredInput {
  /** Address of the descriptor. */
  readonly descriptor: number;
  /** Where this part's batch lies. */
  readonly address: number;
  readonly rowElements: number;
  readonly dtype: DataType;
  /** Whether every part has a copy of its own and fills all of it. */
  readonly isPrivate: boolean;
  /** Whether the program reads compressed rows where they are. */
  readonly readsCompressed: boolean;
}

/** Gathers this part's share of one input; `order` points to the row numbers of the batch. */
export function emitGather(
  f: FunctionBuilder,
  input: GatheredInput,
  batchRows: number,
  order: Local,
  part: Part,
): void {
  f.i32(input.descriptor).get(order).memory('i32.store', descriptor.order(part.index));
  const { begin, end } = input.isPrivate ? { begin: 0, end: batchRows } : shareOf(batchRows, part);
  if (begin >= end) return;
  const forms: [number, number, (from: Local, to: Local) => void][] = [
    [columnForm.words, 4, (from, to) => copyWords(f, from, to, input.rowElements)],
    [columnForm.bytes, 1, (from, to) => widenBytes(f, from, to, input)],
  ];
  if (input.dtype === 'float32') {
    forms.push([columnForm.integers, 4, (from, to) => toFloats(f, from, to, input.rowElements)]);
  }
  const ifStored = (form: number, gather: () => void): void => {
    f.i32(input.descriptor).memory('i32.load', descriptor.form).i32(form).op('i32.eq');
    f.ifElse(gather);
  };
  for (const [form, elementBytes, copy] of forms) {
    const rowBytes = elementBytes * input.rowElements;
    ifStored(form, () => eachRow(f, input, order, { begin, end }, rowBytes, copy));
  }
  if (input.dtype === 'float32' && !input.readsCompressed) {
    ifStored(columnForm.compressed, () =>
      eachRow(f, input, order, { begin, end }, 8, (from, to) =>
        decompress(f, from, to, input.rowElements),
      ),
    );
  }
}

function eachRow(
  f: FunctionBuilder,
  { descriptor: at, address, rowElements }: GatheredInput,
  order: Local,
  { begin, end }: { readonly begin: number; readonly end: number },
  storedBytes: number,
  copy: (from: Local, to: Local) => void,
): void {
  const rows = f.local('i32');
  const from = f.local('i32');
  const to = f.local('i32');
  const next = f.local('i32');
  f.i32(at).memory('i32.load', descriptor.rows).set(rows);
  f.get(order)
    .i32(4 * begin)
    .op('i32.add')
    .set(next);
  f.count(
    to,
    address + 4 * rowElements * begin,
    address + 4 * rowElements * end,
    4 * rowElements,
    () => {
      f.get(next).memory('i32.load').i32(storedBytes).op('i32.mul');
      f.get(rows).op('i32.add').set(from);
      copy(from, to);
      f.advance(next, 4);
    },
  );
  f.release(rows, from, to, next);
}

/** Vectors of four words, then what is left over. `move` copies one vector at an offset. */
function eachVector(
  f: FunctionBuilder,
  from: Local,
  to: Local,
  { count, fromStride }: { readonly count: number; readonly fromStride: number },
  value: (from: Local, offset: number) => void,
): void {
  const vectors = count >> 2;
  const unrolled = vectors > 16 ? 4 : Math.max(vectors, 1);
  const rounds = Math.floor(vectors / unrolled);
  const source = f.local('i32');
  const target = f.local('i32');
  const vector = f.local('v128');
  f.get(from).set(source).get(to).set(target);
  const move = (i: number): void => {
    f.get(target);
    value(source, i * fromStride);
    f.store(16 * i);
  };
  const step = (moved: number): void => {
    f.advance(source, moved * fromStride).advance(target, 16 * moved);
  };
  if (vectors > 0) {
    f.repeat(rounds, () => {
      for (let i = 0; i < unrolled; i++) move(i);
      step(unrolled);
    });
    const rest = vectors - rounds * unrolled;
    for (let i = 0; i < rest; i++) move(i);
    if (rest > 0) step(rest);
  }
  const lanes = count & 3;
  if (lanes > 0) {
    value(source, 0);
    f.set(vector).storeLanes(target, vector, lanes);
  }
  f.release(source, target, vector);
}

function copyWords(f: FunctionBuilder, from: Local, to: Local, count: number): void {
  eachVector(f, from, to, { count, fromStride: 16 }, (source, offset) => {
    f.get(source).load(offset);
  });
}

function toFloats(f: FunctionBuilder, from: Local, to: Local, count: number): void {
  eachVector(f, from, to, { count, fromStride: 16 }, (source, offset) => {
    f.get(source).load(offset).op('f32x4.convert_i32x4_s');
  });
}

function widenBytes(
  f: FunctionBuilder,
  from: Local,
  to: Local,
  { rowElements, dtype }: GatheredInput,
): void {
  eachVector(f, from, to, { count: rowElements, fromStride: 4 }, (source, offset) => {
    f.get(source).memory('v128.load32_zero', offset);
    f.op('i16x8.extend_low_i8x16_u').op('i32x4.extend_low_i16x8_u');
    if (dtype === 'float32') f.op('f32x4.convert_i32x4_u');
  });
}

/** Zeros, then the value of each entry at its column. */
function decompress(f: FunctionBuilder, from: Local, to: Local, count: number): void {
  const entry = f.local('i32');
  const past = f.local('i32');
  f.get(to)
    .i32(0)
    .i32(4 * count)
    .fill();
  f.get(from).memory('i32.load').set(entry).get(from).memory('i32.load', 4).set(past);
  f.block(() => {
    f.loop(() => {
      f.get(entry).get(past).op('i32.eq').branchIf(1);
      f.get(to).get(entry).memory('i32.load').i32(2).op('i32.shl').op('i32.add');
      f.get(entry).memory('f32.load', 4).memory('f32.store');
      f.advance(entry, 8).branch(0);
    });
  });
  f.release(entry, past);
}
