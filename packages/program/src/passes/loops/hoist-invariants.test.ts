import { expect, test } from 'vitest';
import { buildLoop } from '../../../test-support/build-loop.ts';
import { buildProgram, linesOf } from '../../../test-support/build-program.ts';
import { hoistInvariants } from './hoist-invariants.ts';

test('hoistInvariants computes before the loop what depends on constants only, but for broadcasts', () => {
  const program = buildProgram(({ input, make }) => {
    const { carry } = buildLoop(make, {
      initial: [input('h', [2, 3])],
      constants: [input('w', [3, 3]), input('b', [3])],
      length: 4,
      step: (step, { carry: [h], constants: [w, b] }) => {
        const turned = step.call('Transpose', { x: w! }, w!, { perm: [1, 0] });
        const scaled = step.binary('Multiply', turned, 2);
        const wide = step.broadcast(b!, [2, 3]);
        const product = step.call('BatchMatMul', { a: h!, b: scaled }, h!, {
          transposeA: false,
          transposeB: false,
        });
        return { carry: [step.binary('Add', product, wide)] };
      },
    });
    return { results: { h: carry[0]! } };
  });
  const hoisted = hoistInvariants(program);
  expect(linesOf(hoisted)).toEqual([
    '%3 float32[3,3] = Transpose(%1) {perm: [1, 0]}',
    '%4 float32[3,3] = Multiply(%3, 2)',
    '%5 float32[2,3] = Scan(%0, %1, %2, %3, %4) {carries: 1, sequences: 0, length: 4, reverse: false}',
    '    program step: 6 inputs, 3 operations',
    '    %0 float32[2,3] = state state0',
    '    %1 float32[3,3] = constant constant0',
    '    %2 float32[3] = constant constant1',
    '    %3 float32[3,3] = constant constant2',
    '    %4 float32[3,3] = constant constant3',
    '    %5 int32[] = index index0',
    '    %6 float32[2,3] = BroadcastTo(%2) {shape: [2, 3]}',
    '    %7 float32[2,3] = BatchMatMul(%0, %4) {transposeA: false, transposeB: false}',
    '    %8 float32[2,3] = Add(%7, %6)',
    '    state state0 = %8',
    'result h = %5',
  ]);
  expect(hoistInvariants(hoisted)).toBe(hoisted);
});
