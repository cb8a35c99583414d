import type { NdArray } from '@myelin/core';
import type { Program, ProgramInput, Session } from '@myelin/program';

/** Next states and results of a run, by name. */
export type Numbers = ReadonlyMap<string, Float32Array | Int32Array>;

/**
 * Runs a program once. The session is disposed.
 *
 * @throws {@link UnsupportedProgramError} the session cannot run it.
 */
export async function runInSession(
  program: Program,
  inputs: Readonly<Record<string, NdArray>>,
  session: Session,
): Promise<Numbers> {
  const inputNamed = (role: ProgramInput['role']) =>
    program.inputs.flatMap((value) =>
      value.origin.kind === 'input' && value.origin.input.role === role
        ? [{ name: value.origin.input.name, value }]
        : [],
    );
  try {
    for (const { name, value } of inputNamed('state')) {
      session.declareState({ name, shape: value.shape, dtype: value.dtype });
      session.writeState(name, inputs[name]!.data);
    }
    const executable = await session.load(program);
    for (const { name } of inputNamed('parameter')) {
      executable.setParameter(name, inputs[name]!.data[0]!);
    }
    for (const { name } of inputNamed('step')) executable.setStep(inputs[name]!.data[0]!);
    await executable.run(inputs);
    return new Map(
      program.outputs.map(({ name, role }) => [
        name,
        role === 'state' ? session.readState(name) : executable.readResult(name),
      ]),
    );
  } finally {
    session.dispose();
  }
}
