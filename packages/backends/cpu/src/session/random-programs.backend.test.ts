/**
 * Programs made at random, compiled and run, against the interpreter.
 *
 * A failure names its seed: `MYELIN_RANDOM_SEED=1234` runs that program alone and prints it as small as it can be made.
 */

import { useBackend } from '@myelin/core';
import { optimize, type Program, printProgram, UnsupportedProgramError } from '@myelin/program';
import { beforeAll, expect, test } from 'vitest';
import { randomProgram } from '../../../../program/test-support/random-program.ts';
import { shrinkProgram } from '../../../../program/test-support/shrink-program.ts';
import { compiledDifference } from '../../test-support/compiled-difference.ts';
import { cpu } from '../cpu.ts';

beforeAll(async () => {
  await useBackend(cpu);
});

/** Largest difference that rounding explains, against the largest entry: what random programs are made to keep. */
const TOLERANCE = 1e-5;

const only = globalThis.process?.env?.MYELIN_RANDOM_SEED;
const count = Number(globalThis.process?.env?.MYELIN_RANDOM_PROGRAMS ?? 500);

if (only) {
  test(`random program ${only}`, async () => {
    const { program, inputs } = randomProgram(Number(only));
    const fails = async (p: Program): Promise<boolean> =>
      !((await compiledDifference(p, inputs, 2)) <= TOLERANCE);
    const isWrong = await fails(program);
    if (isWrong) console.log(printProgram(await shrinkProgram(program, fails)));
    expect(await compiledDifference(program, inputs, 2)).toBeLessThanOrEqual(TOLERANCE);
  });
} else {
  test(`${count} random programs compute what the interpreter does`, async () => {
    const refused = new Map<string, number>();
    for (let seed = 1; seed <= count; seed++) {
      const { program, inputs } = randomProgram(seed);
      const given = seed % 2 === 0 ? optimize(program) : program;
      try {
        const worst = await compiledDifference(given, inputs, 1 + (seed % 3));
        expect(worst, `MYELIN_RANDOM_SEED=${seed}`).toBeLessThanOrEqual(TOLERANCE);
      } catch (error) {
        if (!(error instanceof UnsupportedProgramError)) throw error;
        for (const operation of error.operations) refused.set(operation, seed);
      }
    }
    expect([...refused]).toEqual([]);
  }, 300_000);
}
