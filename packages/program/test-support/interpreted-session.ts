/**
 * A session that runs programs through the interpreter: slow, and the meaning of the contract.
 *
 * Rows are gathered, states carried, parameters set and steps counted as every session must do it.
 */

import { type Backend, dispose, NdArray, shapeSize, type Tensor, tensor, tidy } from '@myelin/core';
import type {
  CompileReport,
  CompilingBackend,
  DataType,
  Executable,
  Program,
  RowBatches,
  RowStore,
  Session,
  StateDeclaration,
  Value,
} from '@myelin/program';
import { interpret } from '@myelin/program';

type Words = Float32Array | Int32Array;

/** A backend whose programs are interpreted. */
export function interpreting(backend: Backend): CompilingBackend {
  return { ...backend, programs: { openSession: async () => new InterpretedSession() } };
}

class InterpretedSession implements Session {
  readonly threads = 1;
  readonly synchronous = true;
  readonly #states = new Map<string, StateDeclaration & { values: Words }>();

  declareState(state: StateDeclaration): void {
    const { name, shape, dtype } = state;
    const size = shapeSize(shape);
    if (this.#states.get(name)?.values.length === size) return;
    this.#states.set(name, { ...state, values: wordsOf(new Float32Array(size), dtype) });
  }

  readState(name: string): Words {
    return this.#state(name).values.slice();
  }

  writeState(name: string, values: ArrayLike<number>): void {
    const state = this.#state(name);
    if (values.length !== state.values.length) throw new Error(`state ${name} of another size`);
    state.values = wordsOf(values, state.dtype);
  }

  async synchronize(): Promise<void> {}

  async addRows(columns: Readonly<Record<string, NdArray>>): Promise<RowStore> {
    return new Rows(columns);
  }

  async load(program: Program): Promise<Executable> {
    return new InterpretedProgram(program, this);
  }

  dispose(): void {
    this.#states.clear();
  }

  #state(name: string) {
    const state = this.#states.get(name);
    if (state) return state;
    throw new Error(`state ${name} was not declared`);
  }
}

class Rows implements RowStore {
  readonly columns: Readonly<Record<string, NdArray>>;
  constructor(columns: Readonly<Record<string, NdArray>>) {
    this.columns = columns;
  }
  get rows(): number {
    return Object.values(this.columns)[0]?.length ?? 0;
  }
  dispose(): void {}
}

class InterpretedProgram implements Executable {
  readonly report: CompileReport;
  readonly #program: Program;
  readonly #session: InterpretedSession;
  readonly #parameters = new Map<string, number>();
  readonly #results = new Map<string, Words>();
  #step = 0;

  constructor(program: Program, session: InterpretedSession) {
    this.#program = program;
    this.#session = session;
    const tasks = program.operations.map(({ kernel }) => kernel);
    this.report = { program, tasks, workingBytes: 0, codeBytes: 0, threads: 1, compileMs: 0 };
  }

  setParameter(name: string, value: number): void {
    this.#parameters.set(name, value);
  }

  setStep(step: number): void {
    this.#step = step;
  }

  advance({ store, order, first, runs, collect }: RowBatches): void {
    const { columns } = store as Rows;
    const batchRows = this.#batchRows();
    for (let run = 0; run < runs; run++) {
      const begin = first + run * batchRows;
      const batch: Record<string, NdArray> = {};
      for (const [name, column] of Object.entries(columns)) {
        batch[name] = order
          ? column.take(order.subarray(begin, begin + batchRows))
          : column.slice(begin, begin + batchRows);
      }
      this.run(batch);
      if (!collect) continue;
      const rows = this.readResult(collect.name);
      collect.into.set(rows, run * rows.length);
    }
  }

  run(inputs: Readonly<Record<string, NdArray>>): void {
    const outputs = tidy(() => {
      const given: Record<string, Tensor> = {};
      for (const value of this.#program.inputs)
        given[inputOf(value).name] = this.#input(value, inputs);
      return [...interpret(this.#program, given)];
    });
    const written = outputs.map(([, output]) => output.dataSync());
    dispose(...outputs.map(([, output]) => output));
    for (const [i, { name, role, value }] of this.#program.outputs.entries()) {
      const words = wordsOf(written[i] as Words, value.dtype);
      if (role === 'state') this.#session.writeState(name, words);
      else this.#results.set(name, words);
    }
    this.#step++;
  }

  readResult(name: string): Words {
    const result = this.#results.get(name);
    if (result) return result.map((word) => word);
    throw new Error(`the program has no result ${name}`);
  }

  #input(value: Value, inputs: Readonly<Record<string, NdArray>>): Tensor {
    const { name, role } = inputOf(value);
    const { shape, dtype } = value;
    const of = (values: ArrayLike<number>): Tensor =>
      tensor(new NdArray(wordsOf(values, dtype), shape), dtype);
    if (role === 'step') return of([this.#step]);
    if (role === 'parameter') return of([this.#parameters.get(name) ?? 0]);
    if (role === 'state') return of(this.#session.readState(name));
    const given = inputs[name];
    if (given) return of(given.data);
    throw new Error(`batch input ${name} is missing`);
  }

  #batchRows(): number {
    const batch = this.#program.inputs.find((value) => inputOf(value).role === 'batch');
    return batch?.shape[0] ?? 0;
  }
}

function inputOf({ origin }: Value) {
  if (origin.kind === 'input') return origin.input;
  throw new Error('not an input');
}

/** Elements of a state or a result in ordinary memory. */
function wordsOf(values: ArrayLike<number>, dtype: DataType): Words {
  return dtype === 'float32' ? Float32Array.from(values) : Int32Array.from(values);
}
