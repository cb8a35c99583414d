/**
 * Programs made at random, compiled and run, against the interpreter.
 *
 * A failure names its seed: `MYELIN_RANDOM_SEED=1234` runs that program alone and prints it as small as it can be made.
 */

import type { NdArray } from '@myelin/core';
import { tensor, tidy, useBackend } from '@myelin/core';
import {
  interpret,
  optimize,
  type Program,
  printProgram,
  UnsupportedProgramError,
} from '@myelin/program';
import { beforeAll, expect, test } from 'vitest';
import { largestDifference } from '../../../../program/test-support/compare-results.ts';
import { randomProgram } from '../../../../program/test-support/random-program.ts';
import { shrinkProgram } from '../../../../program/test-support/shrink-program.ts';
import { cpu } from '../cpu.ts';
import { CpuSession } from './cpu-session.ts';

beforeAll(async () => {
  await useBackend(cpu);
});

/** Largest difference that rounding explains, against the largest entry: what random programs are made to keep. */
const TOLERANCE = 1e-5;

type Inputs = Readonly<Record<string, NdArray>>;

/** Largest difference between the compiled program and the interpreted one; NaN if it cannot be compiled. */
async function difference(program: Program, inputs: Inputs, threads: number): Promise<number> {
  const session = await CpuSession.open({ threads, worker: false });
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
    executable.run(inputs);
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

const only = globalThis.process?.env?.MYELIN_RANDOM_SEED;
const count = Number(globalThis.process?.env?.MYELIN_RANDOM_PROGRAMS ?? 500);

if (only) {
  test(`random program ${only}`, async () => {
    const { program, inputs } = randomProgram(Number(only));
    const fails = async (p: Program): Promise<boolean> =>
      !((await difference(p, inputs, 2)) <= TOLERANCE);
    const isWrong = await fails(program);
    if (isWrong) console.log(printProgram(await shrinkProgram(program, fails)));
    expect(await difference(program, inputs, 2)).toBeLessThanOrEqual(TOLERANCE);
  });
} else {
  test(`${count} random programs compute what the interpreter does`, async () => {
    const refused = new Map<string, number>();
    for (let seed = 1; seed <= count; seed++) {
      const { program, inputs } = randomProgram(seed);
      const given = seed % 2 === 0 ? optimize(program) : program;
      try {
        const worst = await difference(given, inputs, 1 + (seed % 3));
        expect(worst, `MYELIN_RANDOM_SEED=${seed}`).toBeLessThanOrEqual(TOLERANCE);
      } catch (error) {
        if (!(error instanceof UnsupportedProgramError)) throw error;
        for (const operation of error.operations) refused.set(operation, seed);
      }
    }
    expect([...refused]).toEqual([]);
  }, 300_000);
}
