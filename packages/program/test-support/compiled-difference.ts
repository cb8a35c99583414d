import type { NdArray } from '@myelin/core';
import { tensor, tidy } from '@myelin/core';
import { interpret, type Program, type Session } from '@myelin/program';
import { largestDifference } from './compare-results.ts';
import { type Numbers, runInSession } from './run-in-session.ts';

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
  return interpretedDifference(program, inputs, await runInSession(program, inputs, session));
}

/** Largest difference between what a program gave and what the interpreted one gives. */
export function interpretedDifference(
  program: Program,
  inputs: Readonly<Record<string, NdArray>>,
  actual: Numbers,
): number {
  const expected = tidy(() => {
    const given = Object.entries(inputs).map(([name, array]) => [name, tensor(array)]);
    return new Map(
      [...interpret(program, Object.fromEntries(given))].map(([name, t]) => [name, t.dataSync()]),
    );
  });
  return largestDifference(actual as never, expected as never);
}
