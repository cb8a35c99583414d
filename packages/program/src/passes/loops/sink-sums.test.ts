import { expect, test } from 'vitest';
import { buildLoop } from '../../../test-support/build-loop.ts';
import { buildProgram, linesOf } from '../../../test-support/build-program.ts';
import type { Program, Value } from '../../ir/program.ts';
import { isScan } from '../../ir/scan-operation.ts';
import { removeDeadCode } from '../remove-dead-code.ts';
import { filled } from '../rewriting/constants.ts';
import type { OperationMaker } from '../rewriting/operation-maker.ts';
import { optimizeSteps } from './optimize-steps.ts';
import { sinkSums } from './sink-sums.ts';

/** The sum over five steps of what a step makes of two slices, one of a sequence and one that it computes. */
function summed(
  shape: readonly number[],
  term: (step: OperationMaker, a: Value, b: Value) => Value,
  initial?: number,
): Program {
  return buildProgram(({ input, make }) => {
    const [a, b] = [input('a', [5, 4, 3]), input('b', [5, 4, 2])];
    const start = initial === undefined ? input('start', shape) : filled(initial, shape, 'float32');
    const { carry } = buildLoop(make, {
      initial: [start],
      sequences: [a, b],
      length: 5,
      step: (step, { carry: [sum], slices: [first, second] }) => ({
        carry: [step.binary('Add', sum!, term(step, first!, step.unary('Exp', second!)))],
      }),
    });
    return { results: { sum: carry[0]! } };
  });
}

const product = (step: OperationMaker, a: Value, b: Value): Value =>
  step.call(
    'BatchMatMul',
    { a, b },
    { shape: [3, 2], dtype: 'float32' },
    {
      transposeA: true,
      transposeB: false,
    },
  );

test('sinkSums makes one product of the products of all steps', () => {
  const sunk = optimizeSteps(removeDeadCode)(sinkSums(summed([3, 2], product, 0)));
  expect(linesOf(sunk)).toEqual([
    '%2 float32[5,4,2] = Scan(%0, %1) {carries: 0, sequences: 2, length: 5, reverse: false}',
    '    program step: 3 inputs, 1 operations',
    '    %0 float32[4,3] = slice slice0',
    '    %1 float32[4,2] = slice slice1',
    '    %2 int32[] = index index0',
    '    %3 float32[4,2] = Exp(%1)',
    '    result output0 = %3',
    '%3 float32[20,3] = Reshape(%0) {shape: [20, 3]}',
    '%4 float32[20,2] = Reshape(%2) {shape: [20, 2]}',
    '%5 float32[3,2] = BatchMatMul(%3, %4) {transposeA: true, transposeB: false}',
    'result sum = %5',
  ]);
});

test('sinkSums adds what the sum begins with', () => {
  const lines = linesOf(sinkSums(summed([3, 2], product)));
  expect(lines.at(-2)).toBe('%7 float32[3,2] = Add(%2, %6)');
});

test('sinkSums adds up what is put out anyway', () => {
  const program = summed([3], (step, a) => step.reduce('Sum', a, [0]), 0);
  expect(linesOf(sinkSums(program)).slice(-2)).toEqual([
    '%2 float32[3] = Sum(%0) {axis: [0, 1], keepDims: false}',
    'result sum = %2',
  ]);
});

test.each<[string, () => Program]>([
  ['a sum of what is not put out', () => summed([4, 2], (_step, _a, b) => b, 0)],
  [
    'a product along another axis',
    () =>
      summed(
        [4, 4],
        (step, a) =>
          step.call(
            'BatchMatMul',
            { a, b: a },
            { shape: [4, 4], dtype: 'float32' },
            {
              transposeA: false,
              transposeB: true,
            },
          ),
        0,
      ),
  ],
  [
    'a sum that steps read',
    () =>
      buildProgram(({ input, make }) => {
        const { carry, outputs } = buildLoop(make, {
          initial: [filled(0, [3, 2], 'float32')],
          sequences: [input('a', [5, 4, 3]), input('b', [5, 4, 2])],
          length: 5,
          step: (step, { carry: [sum], slices: [a, b] }) => {
            const next = step.binary('Add', sum!, product(step, a!, b!));
            return { carry: [next], outputs: [next] };
          },
        });
        return { results: { sum: carry[0]!, all: outputs[0]! } };
      }),
  ],
])('sinkSums leaves %s in the loop', (_name, program) => {
  const given = program();
  expect(sinkSums(given)).toBe(given);
  expect(given.operations.filter(isScan)).toHaveLength(1);
});
