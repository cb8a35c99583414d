import { onEachBackend } from '@myelin/testkit';
import { tidy, tensor } from '@myelin/core';
import { expect, test } from 'vitest';
import { tensorsOf } from '../../test-support/training-steps.ts';
import { randomProgram } from '../../test-support/random-program.ts';
import { shrinkProgram } from '../../test-support/shrink-program.ts';
import { largestDifference, numbersOf } from '../../test-support/compare-results.ts';
import { interpret } from '../interpreter/interpret.ts';
import { printProgram } from '../ir/print-program.ts';
import { aliasReshapes } from './alias-reshapes.ts';
import { foldConstants } from './fold-constants.ts';
import { mergeCommonSubexpressions } from './merge-common-subexpressions.ts';
import { removeDeadCode } from './remove-dead-code.ts';
import { simplifyAlgebra } from './simplify-algebra.ts';
import { toPrimitives } from './to-primitives.ts';
import { optimize } from './optimize.ts';
import { scheduleProgram } from '../schedule/schedule-program.ts';
import { printSchedule } from '../schedule/print-schedule.ts';
import { interpretSchedule } from '../../test-support/interpret-schedule.ts';
import { problemsOf } from '../../test-support/check-schedule.ts';
const N = Number(process.env.SEEDS ?? 300), FROM = Number(process.env.FROM ?? 0);
const passes = { aliasReshapes, foldConstants, mergeCommonSubexpressions, removeDeadCode, simplifyAlgebra, toPrimitives, optimize };
onEachBackend('random', () => {
  for (const [name, pass] of Object.entries(passes)) test(name, () => {
    const bad: number[] = [];
    for (let seed = FROM; seed < FROM + N; seed++) {
      const { program, inputs } = randomProgram(seed);
      const off = (p: any) => tidy(() => largestDifference(numbersOf(interpret(pass(p), tensorsOf(inputs))), numbersOf(interpret(p, tensorsOf(inputs)))));
      const fails = (p: any) => { try { return off(p) > 1e-5; } catch { return true; } };
      if (fails(program)) {
        bad.push(seed);
        if (bad.length === 1) { const small = shrinkProgram(program, fails); console.log(seed, printProgram(small), '\n---\n', printProgram(pass(small))); try { console.log(off(small)); } catch (e) { console.log(e); } }
      }
    }
    expect(bad).toEqual([]);
  }, 600000);
  for (const optimized of [false, true]) test(`schedule ${optimized}`, () => {
    const bad: number[] = [];
    let rounds = 0, late = 0;
    for (let seed = FROM; seed < FROM + N; seed++) {
      const { program: raw, inputs } = randomProgram(seed, 24);
      const program = optimized ? optimize(raw) : raw;
      const run = (p: any) => {
        const schedule = scheduleProgram(p);
        const problems = problemsOf(schedule);
        if (problems.length > 0) return problems.join('\n');
        late += schedule.memory.lateStates.length;
        const want = tidy(() => numbersOf(interpret(p, tensorsOf(inputs))));
        const got = interpretSchedule(schedule, inputs);
        const off = largestDifference(got as any, want);
        return off > 1e-6 ? `off ${off}` : '';
      };
      const fails = (p: any) => { try { return run(p) !== ''; } catch { return true; } };
      if (fails(program)) {
        bad.push(seed);
        if (bad.length === 1) { const small = shrinkProgram(program, fails); console.log(seed, printProgram(small), '\n---\n'); try { console.log(printSchedule(scheduleProgram(small))); console.log(run(small)); } catch (e) { console.log(e); } }
      }
    }
    console.log('late', late);
    expect(bad).toEqual([]);
  }, 600000);
});
