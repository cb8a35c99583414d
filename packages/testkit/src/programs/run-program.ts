import {
  currentBackend,
  type DataType,
  dispose,
  NdArray,
  type Tensor,
  type TensorDataType,
  tensor,
  tidy,
} from '@myelin/core';
import {
  canCompile,
  interpret,
  type Program,
  type ProgramInput,
  type Session,
  type Value,
} from '@myelin/program';
import { arrayOf } from '../compare/array-of.ts';

export type Arrays = Readonly<Record<string, NdArray>>;

/**
 * Results of a program, by the backend in use if it compiles programs, else by the interpreter.
 *
 * @param given - A number for every input, by name.
 * @throws {@link UnsupportedProgramError} the backend compiles programs, but not this one.
 */
export async function runProgram(program: Program, given: Arrays): Promise<Map<string, NdArray>> {
  const backend = currentBackend()?.backend;
  if (backend && canCompile(backend)) {
    const session = await backend.programs.openSession();
    try {
      return await runInSession(session, program, given);
    } finally {
      session.dispose();
    }
  }
  const outputs = tidy(() => [...interpret(program, tensorsOf(given))]);
  const arrays = outputs.map(([name, value]) => [name, arrayOf(value)] as const);
  dispose(...outputs.map(([, value]) => value));
  return new Map(arrays);
}

async function runInSession(
  session: Session,
  program: Program,
  given: Arrays,
): Promise<Map<string, NdArray>> {
  const of = (role: ProgramInput['role']): [Value, string, NdArray][] =>
    program.inputs.flatMap((value) => {
      if (value.origin.kind !== 'input' || value.origin.input.role !== role) return [];
      const { name } = value.origin.input;
      return [[value, name, given[name] as NdArray]];
    });
  for (const [{ shape, dtype }, name, { data }] of of('state')) {
    session.declareState({ name, shape, dtype });
    session.writeState(name, data);
  }
  const executable = await session.load(program);
  for (const [, name, array] of of('parameter')) executable.setParameter(name, array.at());
  for (const [, , array] of of('step')) executable.setStep(array.at());
  await executable.run(Object.fromEntries(of('batch').map(([, name, array]) => [name, array])));
  return new Map(
    program.outputs.map(({ name, value: { shape } }) => [
      name,
      new NdArray(executable.readResult(name), shape),
    ]),
  );
}

/** Tensors of arrays. */
export function tensorsOf(given: Arrays): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(given).map(([name, array]) => [name, tensor(array, tensorTypeOf(array.dtype))]),
  );
}

/** The element type that an array has as a tensor. */
export function tensorTypeOf(dtype: DataType): TensorDataType {
  if (dtype === 'uint8') return 'int32';
  return dtype === 'float64' ? 'float32' : dtype;
}
