import { expect, test } from 'vitest';
import { buildLoop } from '../../../test-support/build-loop.ts';
import { buildProgram, linesOf } from '../../../test-support/build-program.ts';
import { trimLoops } from './trim-loops.ts';

test('trimLoops leaves what is read, and what that is made of', () => {
  const program = buildProgram(({ input, make }) => {
    const [a, b, x, w] = [input('a', [2]), input('b', [2]), input('x', [3, 2]), input('w', [2])];
    const { outputs } = buildLoop(make, {
      initial: [a, b],
      sequences: [x],
      constants: [w],
      length: 3,
      step: (step, { carry: [first, second], slices: [slice], constants: [weight] }) => {
        // Nobody reads the second one but itself, and only it reads the weight.
        const next = step.binary('Multiply', second!, weight!);
        const sum = step.binary('Add', first!, slice!);
        return { carry: [sum, next], outputs: [sum, next] };
      },
    });
    return { results: { y: outputs[0]! } };
  });
  const trimmed = trimLoops(program);
  expect(linesOf(trimmed)).toEqual([
    '%4 float32[2], %5 float32[3,2] = Scan(%0, %2) {carries: 1, sequences: 1, length: 3, reverse: false}',
    '    program step: 3 inputs, 1 operations',
    '    %0 float32[2] = state state0',
    '    %1 float32[2] = slice slice0',
    '    %2 int32[] = index index0',
    '    %3 float32[2] = Add(%0, %1)',
    '    state state0 = %3',
    '    result output0 = %3',
    'result y = %5',
  ]);
  expect(trimLoops(trimmed)).toBe(trimmed);
});
