/**
 * Programs of all kinds compute in a session what they do in the interpreter.
 *
 * Those made at random name their seed when they fail: `MYELIN_RANDOM_SEED=1234` runs that program alone and prints it as
 * small as it can be made.
 */

import { optimize, type Program, printProgram, UnsupportedProgramError } from '@myelin/program';
import { describe, expect, test } from 'vitest';
import { captureProgram } from '../src/capture/capture-program.ts';
import { compiledDifference, interpretedDifference } from './compiled-difference.ts';
import { loopExample, loopNames } from './loop-examples.ts';
import { large } from './random/draft.ts';
import { randomLoop } from './random-loop.ts';
import { type RandomProgram, randomProgram } from './random-program.ts';
import { runInSession } from './run-in-session.ts';
import type { OpenSession } from './session-laws.ts';
import { shrinkProgram } from './shrink-program.ts';

/** Largest difference that rounding explains, against the largest entry: what random programs are made to keep. */
const TOLERANCE = 1e-5;

const only = globalThis.process?.env?.MYELIN_RANDOM_SEED;
const count = Number(globalThis.process?.env?.MYELIN_RANDOM_PROGRAMS ?? 500);

/** Defines the tests of loops over time steps. The backend must be in use. */
export function loopLaws(open: OpenSession): void {
  describe.each([1, 2, 3])('loops on %s threads', (threads) => {
    test.each(loopNames)('%s computes what the interpreter does', async (name) => {
      const { options, inputs } = loopExample(name);
      const program = optimize(captureProgram(options));
      const session = await open({ threads, worker: false });
      expect(await compiledDifference(program, inputs, session)).toBeLessThan(TOLERANCE);
    });
  });

  randomLaw('random loops', randomLoop, Math.ceil(0.3 * count), open);
}

/** Defines the tests of programs made at random. The backend must be in use. */
export function randomProgramLaws(open: OpenSession): void {
  randomLaw('random programs', randomProgram, count, open);
}

/** Defines the tests of programs whose work threads share. The backend must be in use. */
export function sharedProgramLaws(open: OpenSession): void {
  const programs = Math.ceil(0.1 * count);
  const seeds = only ? [Number(only)] : Array.from({ length: programs }, (_, i) => i + 1);
  test(`${seeds.length} random programs of large values compute the same on any number of threads`, async () => {
    for (const seed of seeds) {
      const { program, inputs } = randomProgram(seed, 10, large);
      const run = async (threads: number) =>
        runInSession(program, inputs, await open({ threads, worker: false }));
      const alone = await run(1);
      const where = `MYELIN_RANDOM_SEED=${seed}`;
      expect(interpretedDifference(program, inputs, alone), where).toBeLessThanOrEqual(TOLERANCE);
      for (const threads of [2, 3]) expect(await run(threads), where).toEqual(alone);
    }
  }, 300_000);
}

function randomLaw(
  title: string,
  make: (seed: number) => RandomProgram,
  programs: number,
  open: OpenSession,
): void {
  if (only) {
    test(`${title}: seed ${only}`, () => explain(make, Number(only), open));
    return;
  }
  test(`${programs} ${title} compute what the interpreter does`, async () => {
    const refused = new Map<string, number>();
    for (let seed = 1; seed <= programs; seed++) {
      try {
        const worst = await differenceOf(make, seed, open);
        expect(worst, `MYELIN_RANDOM_SEED=${seed}`).toBeLessThanOrEqual(TOLERANCE);
      } catch (error) {
        if (!(error instanceof UnsupportedProgramError)) throw error;
        for (const operation of error.operations) refused.set(operation, seed);
      }
    }
    expect([...refused]).toEqual([]);
  }, 300_000);
}

/** Half of the programs are optimized first; the number of threads changes, too. */
async function differenceOf(
  make: (seed: number) => RandomProgram,
  seed: number,
  open: OpenSession,
): Promise<number> {
  const { program, inputs } = make(seed);
  const session = await open({ threads: 1 + (seed % 3), worker: false });
  return compiledDifference(seed % 2 === 0 ? optimize(program) : program, inputs, session);
}

async function explain(
  make: (seed: number) => RandomProgram,
  seed: number,
  open: OpenSession,
): Promise<void> {
  const { program, inputs } = make(seed);
  const given = seed % 2 === 0 ? optimize(program) : program;
  const threads = 1 + (seed % 3);
  const fails = async (one: Program): Promise<boolean> =>
    !((await compiledDifference(one, inputs, await open({ threads, worker: false }))) <= TOLERANCE);
  if (await fails(given)) console.log(printProgram(await shrinkProgram(given, fails)));
  expect(await differenceOf(make, seed, open)).toBeLessThanOrEqual(TOLERANCE);
}
