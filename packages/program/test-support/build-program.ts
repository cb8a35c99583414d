/** Programs written by hand, and read line by line. */

import { printProgram } from '../src/ir/print-program.ts';
import type { DataType, Program, ProgramInput, ProgramOutput, Value } from '../src/ir/program.ts';
import { OperationMaker } from '../src/passes/rewriting/operation-maker.ts';

export interface Bench {
  readonly make: OperationMaker;
  /** A value that the program is given. */
  readonly input: (
    name: string,
    shape: readonly number[],
    options?: { readonly dtype?: DataType; readonly role?: ProgramInput['role'] },
  ) => Value;
}

export interface Outputs {
  /** By the names of states. */
  readonly states?: Readonly<Record<string, Value>>;
  readonly results?: Readonly<Record<string, Value>>;
}

export function buildProgram(build: (bench: Bench) => Outputs): Program {
  const make = new OperationMaker();
  const inputs: Value[] = [];
  const { states = {}, results = {} } = build({
    make,
    input(name, shape, { dtype = 'float32', role = 'batch' } = {}) {
      const value: Value = { shape, dtype, origin: { kind: 'input', input: { name, role } } };
      inputs.push(value);
      return value;
    },
  });
  const listed = (role: ProgramOutput['role'], values: Readonly<Record<string, Value>>) =>
    Object.entries(values).map(([name, value]): ProgramOutput => ({ role, name, value }));
  return {
    name: 'test',
    inputs,
    operations: make.operations,
    outputs: [...listed('state', states), ...listed('result', results)],
  };
}

/** What a program does, a line for each operation and output; inputs are `%0`, `%1`, … */
export const linesOf = (program: Program): readonly string[] =>
  printProgram(program)
    .split('\n')
    .slice(1 + program.inputs.length);
