/** What becomes of a tile when it is summed up: the epilogue is computed in registers, and what has a place is stored. */

import type { ContractionTask, Operation, Value } from '@myelin/program';
import type { TaskContext } from '../tasks/task-context.ts';
import { emitElementwise } from '../vector-math/emit-elementwise.ts';
import { float32, int32 } from '../wasm/bytes.ts';
import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import { epilogueAccess } from './epilogue-access.ts';
import type { Accumulators } from './micro-kernel.ts';
import { OperandLoader, type Outside, type TilePosition } from './operand-loader.ts';

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
