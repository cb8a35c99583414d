import { expect, test } from 'vitest';
import { buildLoop } from '../../../test-support/build-loop.ts';
import { buildProgram, linesOf } from '../../../test-support/build-program.ts';
import { removeDeadCode } from '../remove-dead-code.ts';
import { filled } from '../rewriting/constants.ts';
import { simplifyLoops } from './simplify-loops.ts';

test('simplifyLoops hands in once what is the same in all steps', () => {
  const program = buildProgram(({ input, make }) => {
    const [a, x, w] = [input('a', [2]), input('x', [3, 2]), input('w', [2])];
    const repeated = make.broadcast(make.reshape(w, [1, 2]), [3, 2]);
    const { carry, outputs } = buildLoop(make, {
      initial: [a, a],
      sequences: [x, x, repeated, filled(0, [3, 2], 'float32')],
      constants: [w, filled(2, [], 'float32')],
      length: 3,
      step: (step, { carry: [first, same], slices, constants: [weight, two] }) => {
        const [slice, again, row, zero] = slices;
        const sum = step.binary('Add', step.binary('Multiply', slice!, again!), row!);
        const next = step.binary('Multiply', step.binary('Add', first!, sum), two!);
        const last = step.binary('Add', step.binary('Add', next, zero!), weight!);
        return { carry: [last, same!], outputs: [slice!, weight!, two!, last, last] };
      },
    });
    const [slices, weights, twos, first, second] = outputs;
    return {
      results: {
        last: carry[0]!,
        same: carry[1]!,
        slices: slices!,
        weights: weights!,
        twos: twos!,
        first: first!,
        second: second!,
      },
    };
  });
  const simpler = removeDeadCode(simplifyLoops(program));
  expect(linesOf(simpler)).toEqual([
    '%3 float32[1,2] = Reshape(%2) {shape: [1, 2]}',
    '%4 float32[2] = Reshape(%3) {shape: [2]}',
    '%5 float32[2], %6 float32[3,2] = Scan(%0, %1, %2, %4, %0) {carries: 1, sequences: 1, length: 3, reverse: false}',
    '    program step: 6 inputs, 6 operations',
    '    %0 float32[2] = state state0',
    '    %1 float32[2] = slice slice0',
    '    %2 float32[2] = constant constant0',
    '    %3 float32[2] = constant constant2',
    '    %4 float32[2] = constant constant3',
    '    %5 int32[] = index index0',
    '    %6 float32[2] = Multiply(%1, %1)',
    '    %7 float32[2] = Add(%6, %3)',
    '    %8 float32[2] = Add(%0, %7)',
    '    %9 float32[2] = Multiply(%8, 2)',
    '    %10 float32[2] = Add(%9, fill(0) float32[2])',
    '    %11 float32[2] = Add(%10, %2)',
    '    state state0 = %11',
    '    result output0 = %11',
    '%7 float32[1,2] = Reshape(%2) {shape: [1, 2]}',
    '%8 float32[3,2] = BroadcastTo(%7) {shape: [3, 2]}',
    'result last = %5',
    'result same = %0',
    'result slices = %1',
    'result weights = %8',
    'result twos = fill(2) float32[3]',
    'result first = %6',
    'result second = %6',
  ]);
});

test('simplifyLoops does not carry what is the same constant before and after', () => {
  const program = buildProgram(({ input, make }) => {
    const { carry, outputs } = buildLoop(make, {
      initial: [filled(0, [2], 'float32')],
      sequences: [input('x', [3, 2])],
      length: 3,
      step: (step, { carry: [zero], slices: [slice] }) => ({
        carry: [filled(0, [2], 'float32')],
        outputs: [step.binary('Add', zero!, slice!)],
      }),
    });
    return { results: { zero: carry[0]!, y: outputs[0]! } };
  });
  const simpler = simplifyLoops(simplifyLoops(program));
  const lines = linesOf(simpler);
  expect(lines[0]).toContain('carries: 0');
  expect(lines).toContain('    %2 float32[2] = Add(fill(0) float32[2], %0)');
  expect(lines).toContain('result zero = fill(0) float32[2]');
});
