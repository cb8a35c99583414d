import { useBackend } from '@myelin/core';
import { optimize } from '@myelin/program';
import { beforeAll, describe, expect, test } from 'vitest';
import { captureProgram } from '../../../../program/src/capture/capture-program.ts';
import { loopExample, loopNames } from '../../../../program/test-support/loop-examples.ts';
import { randomLoop } from '../../../../program/test-support/random-loop.ts';
import { compiledDifference } from '../../test-support/compiled-difference.ts';
import { cpu } from '../cpu.ts';

beforeAll(async () => {
  await useBackend(cpu);
});

describe.each([1, 2, 3])('compiled loops on %s threads', (threads) => {
  test.each(loopNames)('%s computes what the interpreter does', async (name) => {
    const { options, inputs } = loopExample(name);
    const program = optimize(captureProgram(options));
    expect(await compiledDifference(program, inputs, threads)).toBeLessThan(1e-5);
  });
});

const count = 150;

test(`${count} random loops compute what the interpreter does`, async () => {
  for (let seed = 1; seed <= count; seed++) {
    const { program, inputs } = randomLoop(seed);
    const given = seed % 2 === 0 ? optimize(program) : program;
    const worst = await compiledDifference(given, inputs, 1 + (seed % 3));
    expect(worst, `seed ${seed}`).toBeLessThanOrEqual(1e-5);
  }
}, 300_000);
