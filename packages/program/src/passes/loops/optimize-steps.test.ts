import { expect, test } from 'vitest';
import { buildLoop } from '../../../test-support/build-loop.ts';
import { buildProgram, linesOf } from '../../../test-support/build-program.ts';
import { removeDeadCode } from '../remove-dead-code.ts';
import { optimizeSteps } from './optimize-steps.ts';

test('optimizeSteps does to steps what it is told', () => {
  const program = buildProgram(({ input, make }) => {
    const { outputs } = buildLoop(make, {
      sequences: [input('x', [3, 2])],
      length: 3,
      step: (step, { slices: [x] }) => {
        step.unary('Exp', x!);
        return { outputs: [step.unary('Neg', x!)] };
      },
    });
    return { results: { y: outputs[0]! } };
  });
  const pass = optimizeSteps(removeDeadCode);
  const optimized = pass(program);
  expect(linesOf(program).join('\n')).toContain('Exp');
  expect(linesOf(optimized).join('\n')).not.toContain('Exp');
  expect(pass(optimized)).toBe(optimized);
});
