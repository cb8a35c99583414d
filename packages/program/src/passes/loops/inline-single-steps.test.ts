import { expect, test } from 'vitest';
import { buildLoop } from '../../../test-support/build-loop.ts';
import { buildProgram, linesOf } from '../../../test-support/build-program.ts';
import { inlineSingleSteps } from './inline-single-steps.ts';

const loopOf = (length: number) =>
  buildProgram(({ input, make }) => {
    const { carry, outputs } = buildLoop(make, {
      initial: [input('h', [2])],
      sequences: [input('x', [length, 2])],
      constants: [input('w', [2])],
      length,
      step: (step, { carry: [h], slices: [x], constants: [w], index }) => {
        const next = step.binary('Add', step.binary('Multiply', h!, w!), x!);
        return { carry: [next], outputs: [step.binary('Add', next, step.cast(index, 'float32'))] };
      },
    });
    return { results: { last: carry[0]!, all: outputs[0]! } };
  });

test('inlineSingleSteps makes a loop of one step the step', () => {
  expect(linesOf(inlineSingleSteps(loopOf(1)))).toEqual([
    '%3 float32[2] = Reshape(%1) {shape: [2]}',
    '%4 float32[2] = Multiply(%0, %2)',
    '%5 float32[2] = Add(%4, %3)',
    "%6 float32[] = Cast(fill(0) int32[]) {dtype: 'float32'}",
    '%7 float32[2] = Add(%5, %6)',
    '%8 float32[1,2] = Reshape(%7) {shape: [1, 2]}',
    'result last = %5',
    'result all = %8',
  ]);
});

test('inlineSingleSteps leaves longer loops', () => {
  const program = loopOf(2);
  expect(inlineSingleSteps(program)).toBe(program);
});
