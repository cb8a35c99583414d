import { expect, test } from 'vitest';
import { buildProgram, linesOf } from '../../test-support/build-program.ts';
import { removeDeadCode } from './remove-dead-code.ts';

test('removeDeadCode leaves what outputs depend on, and all inputs', () => {
  const program = buildProgram(({ input, make }) => {
    const x = input('x', [2]);
    input('unused', [3]);
    const y = make.unary('Exp', x);
    make.binary('Add', make.unary('Log', x), y);
    return { results: { y: make.unary('Neg', y) } };
  });
  const live = removeDeadCode(program);
  expect(live.inputs).toHaveLength(2);
  expect(linesOf(live)).toEqual([
    '%2 float32[2] = Exp(%0)',
    '%3 float32[2] = Neg(%2)',
    'result y = %3',
  ]);
  expect(removeDeadCode(live)).toBe(live);
});
