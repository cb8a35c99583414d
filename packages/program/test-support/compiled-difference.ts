import type { NdArray } from '@myelin/core';
import { tensor, tidy } from '@myelin/core';
import { interpret, type Program, type Session } from '@myelin/program';
import { largestDifference } from './compare-results.ts';

/**
 * Largest difference between a program that runs in a session and the interpreted one. The session is disposed.
 *
 * @throws {@link UnsupportedProgramError} the session cannot run it.
 */
export async function compiledDifference(
  program: Program,
  inputs: Readonly<Record<string, NdArray>>,
  session: Session,
): Promise<number> {
  const inputNamed = (role: string) =>
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
    const names = program.outputs.map(({ name, role }) => ({ name, role }));
    const actual = new Map(
      names.map(({ name, role }) => [
        name,
        role === 'state' ? session.readState(name) : executable.readResult(name),
      ]),
    );
    const expected = tidy(() => {
      const given = Object.entries(inputs).map(([name, array]) => [name, tensor(array)]);
      return new Map(
        [...interpret(program, Object.fromEntries(given))].map(([name, t]) => [name, t.dataSync()]),
      );
    });
    return largestDifference(actual as never, expected as never);
  } finally {
    session.dispose();
  }
}
