import { tidy } from '@myelin/core';
import { onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { problemsOf } from '../../test-support/check-schedule.ts';
import { largestDifference, numbersOf } from '../../test-support/compare-results.ts';
import { interpretSchedule } from '../../test-support/interpret-schedule.ts';
import { loopExample, loopNames } from '../../test-support/loop-examples.ts';
import { randomLoop } from '../../test-support/random-loop.ts';
import type { RandomProgram } from '../../test-support/random-program.ts';
import { tensorsOf } from '../../test-support/tensors-of.ts';
import { captureProgram } from '../capture/capture-program.ts';
import { interpret } from '../interpreter/interpret.ts';
import { optimize } from '../passes/optimize.ts';
import { scheduleProgram } from './schedule-program.ts';

onEachBackend('schedules of loops', ({ capabilities }) => {
  const check = ({ program, inputs }: RandomProgram, label?: string): void => {
    const schedule = scheduleProgram(optimize(program));
    expect(problemsOf(schedule), label).toEqual([]);
    const expected = tidy(() => numbersOf(interpret(schedule.program, tensorsOf(inputs))));
    const actual = interpretSchedule(schedule, inputs);
    expect(largestDifference(actual, expected), label).toBeLessThan(1e-5);
  };

  test.each(loopNames)('%s keeps the promises of a schedule', (name) => {
    const { options, inputs } = loopExample(name);
    check({ program: captureProgram(options), inputs });
  });

  // A GPU compiles a shader for each kernel and shape.
  const count = capabilities.deviceMemory ? 3 : 60;

  test(`${count} random loops keep them`, () => {
    for (let seed = 1; seed <= count; seed++) check(randomLoop(seed), `seed ${seed}`);
  });
});
