/** What becomes of a tile when it is summed up: the epilogue is computed in registers, and what has a place is stored. */

import type { ContractionTask, Operation, Value } from '@myelin/program';
import type { TaskContext } from '../tasks/task-context.ts';
import { emitElementwise } from '../vector-math/emit-elementwise.ts';
import { float32, int32 } from '../wasm/bytes.ts';
import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import { type Axis, type EpilogueAccess, epilogueAccess } from './epilogue-access.ts';
import type { Accumulators } from './micro-kernel.ts';

/** Where a tile lies in the result. */
export interface TilePosition {
  /** Bytes from the beginning of the result to the first element of the tile. */
  readonly offset: Local;
  /** Bytes from the beginning of a row of the result to the first column of the tile. */
  readonly column: Local;
  /** Bytes of the result from one row of the tile to the next. */
  readonly rowStride: number;
  /** Columns of the tile that are part of the result. */
  readonly columns: number;
}

/** An operand from outside the task. */
interface Outside {
  readonly address: number;
  readonly access: EpilogueAccess;
}

export class ResultWriter {
  readonly #f: FunctionBuilder;
  readonly #task: ContractionTask;
  readonly #context: TaskContext;
  readonly #columns: number;
  /** Whether the result of the contraction itself must be written somewhere. */
  readonly #stored: ReadonlyMap<Value, number>;

  /** `columns`: how many elements of the result make up one row, as tiles see it. */
  constructor(f: FunctionBuilder, task: ContractionTask, context: TaskContext, columns: number) {
    this.#f = f;
    this.#task = task;
    this.#context = context;
    this.#columns = columns;
    const made = [task.contraction, ...task.epilogue].flatMap(({ outputs }) => outputs);
    this.#stored = new Map(
      made.filter((value) => context.hasPlace(value)).map((v) => [v, context.address(v)]),
    );
  }

  /** Computes the epilogue for a tile and stores it. */
  write(accumulators: Accumulators, position: TilePosition): void {
    const operands = new OperandLoader(this.#f, position, this.#columns);
    for (const [r, row] of accumulators.entries()) {
      for (const [v, sum] of row.entries()) {
        const lanes = Math.min(4, position.columns - 4 * v);
        if (lanes > 0) this.#writeVector(sum, r, v, lanes, position, operands);
      }
      operands.endRow();
    }
    operands.end();
  }

  #writeVector(
    sum: Local,
    r: number,
    v: number,
    lanes: number,
    position: TilePosition,
    operands: OperandLoader,
  ): void {
    const f = this.#f;
    const made = new Map<Value, Local>();
    const owned: Local[] = [];
    const store = (value: Value, local: Local): void => {
      made.set(value, local);
      const address = this.#stored.get(value);
      if (address === undefined) return;
      f.storeLanes(position.offset, local, lanes, address + r * position.rowStride + 16 * v);
    };
    for (const output of this.#task.contraction.outputs) store(output, sum);
    for (const operation of this.#task.epilogue) {
      const inputs = operation.inputs.map(
        (input) => made.get(this.#root(input)) ?? this.#load(operation, input, r, v, operands),
      );
      const [output] = operation.outputs;
      const [first] = inputs;
      if (!output || !first) continue;
      if (operation.kernel === 'BroadcastTo') {
        store(output, first);
        continue;
      }
      const result = f.local('v128');
      owned.push(result);
      emitElementwise(f, operation, inputs, this.#context);
      f.set(result);
      store(output, result);
    }
    operands.endVector();
    f.release(...owned);
  }

  #root(value: Value): Value {
    return this.#context.root?.(value) ?? value;
  }

  #load(operation: Operation, value: Value, r: number, v: number, operands: OperandLoader): Local {
    const constant = fillOf(value);
    if (constant !== undefined) return this.#f.constant(wordOf(constant, value.dtype));
    return operands.load(value, this.#outside(operation, value), r, v);
  }

  #outside(operation: Operation, value: Value): Outside {
    const access = epilogueAccess(value, operation.outputs[0]?.shape ?? [], this.#columns);
    if (!access) throw new RangeError(`${operation.kernel} does not fit the tiles`);
    return { address: this.#context.address(value), access };
  }
}

/** Why an epilogue cannot be computed beside a result of `columns` columns; undefined if it can. */
export function epilogueRefusal(
  { contraction, epilogue }: ContractionTask,
  columns: number,
): string | undefined {
  const made = new Set([contraction, ...epilogue].flatMap(({ outputs }) => outputs));
  for (const operation of epilogue) {
    const shape = operation.outputs[0]?.shape ?? [];
    const fits = operation.inputs.every(
      (input) => made.has(input) || epilogueAccess(input, shape, columns) !== undefined,
    );
    if (!fits) return `${operation.kernel} of another shape than the ${contraction.kernel}`;
  }
  return undefined;
}

function fillOf({ origin }: Value): number | undefined {
  if (origin.kind !== 'constant' || origin.constant.kind !== 'fill') return undefined;
  return origin.constant.value;
}

function wordOf(value: number, dtype: Value['dtype']): number[] {
  if (dtype === 'float32') return float32(value);
  return int32(dtype === 'bool' ? -Number(value !== 0) : value);
}

/** Loads operands of the epilogue, once for as long as they stay the same. */
class OperandLoader {
  readonly #f: FunctionBuilder;
  readonly #position: TilePosition;
  readonly #columns: number;
  readonly #forTile = new Map<string, Local>();
  readonly #forRow = new Map<string, Local>();
  readonly #forVector: Local[] = [];
  #rowNumber: Local | undefined;

  constructor(f: FunctionBuilder, position: TilePosition, columns: number) {
    this.#f = f;
    this.#position = position;
    this.#columns = columns;
  }

  load(value: Value, { address, access }: Outside, r: number, v: number): Local {
    const f = this.#f;
    const { offset, column, rowStride } = this.#position;
    switch (access.kind) {
      case 'scalar':
        return this.#once(this.#forTile, `${address} scalar`, 'v128', () =>
          f.i32(0).loadSplat(address),
        );
      case 'row':
        return this.#once(this.#forTile, `${address} row ${v}`, 'v128', () =>
          f.get(column).load(address + 16 * v),
        );
      case 'full': {
        const local = f.local('v128');
        this.#forVector.push(local);
        f.get(offset)
          .load(address + r * rowStride + 16 * v)
          .set(local);
        return local;
      }
      case 'column':
        return this.#once(this.#forRow, `${address} column`, 'v128', () =>
          f
            .push(() => this.#pushRowNumber(r))
            .i32(4)
            .op('i32.mul')
            .loadSplat(address),
        );
      case 'strided': {
        const start = this.#once(this.#forRow, `${address} ${value.shape} strided`, 'i32', () =>
          this.#pushRowOffset(access.axes, r),
        );
        const local = f.local('v128');
        this.#forVector.push(local);
        f.get(start);
        if (access.hasColumns)
          f.get(column)
            .op('i32.add')
            .load(address + 16 * v);
        else f.loadSplat(address);
        f.set(local);
        return local;
      }
    }
  }

  endVector(): void {
    this.#f.release(...this.#forVector.splice(0));
  }

  endRow(): void {
    this.#f.release(...this.#forRow.values());
    this.#forRow.clear();
  }

  end(): void {
    this.#f.release(...this.#forTile.values());
    if (this.#rowNumber) this.#f.release(this.#rowNumber);
  }

  #once(known: Map<string, Local>, key: string, type: 'v128' | 'i32', emit: () => void): Local {
    const found = known.get(key);
    if (found) return found;
    const local = this.#f.local(type);
    emit();
    this.#f.set(local);
    known.set(key, local);
    return local;
  }

  /** Number of row `r` of the tile in the whole result. */
  #pushRowNumber(r: number): void {
    const f = this.#f;
    const { offset, column, rowStride } = this.#position;
    if (!this.#rowNumber) {
      this.#rowNumber = f.local('i32');
      f.get(offset)
        .get(column)
        .op('i32.sub')
        .i32(4 * this.#columns)
        .op('i32.div_u');
      f.set(this.#rowNumber);
    }
    f.get(this.#rowNumber)
      .i32((r * rowStride) / (4 * this.#columns))
      .op('i32.add');
  }

  /** Bytes from the beginning of an operand to what belongs to row `r`. */
  #pushRowOffset(axes: readonly Axis[], r: number): void {
    const f = this.#f;
    const rest = f.local('i32');
    this.#pushRowNumber(r);
    f.set(rest).i32(0);
    for (const { size, stride } of [...axes].reverse()) {
      f.get(rest)
        .i32(size)
        .op('i32.rem_u')
        .i32(4 * stride)
        .op('i32.mul')
        .op('i32.add');
      f.get(rest).i32(size).op('i32.div_u').set(rest);
    }
    f.release(rest);
  }
}
