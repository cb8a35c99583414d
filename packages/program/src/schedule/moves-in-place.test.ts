import { expect, test } from 'vitest';
import { buildProgram } from '../../test-support/build-program.ts';
import type { Program, Value } from '../ir/program.ts';
import type { OperationMaker } from '../passes/rewriting/operation-maker.ts';
import { describeTask } from './print-schedule.ts';
import { scheduleProgram } from './schedule-program.ts';

const slice = (make: OperationMaker, x: Value, begin: number[], size: number[]): Value =>
  make.call('Slice', { x }, { shape: size, dtype: x.dtype }, { begin, size });

const tasksOf = (program: Program): string[] =>
  scheduleProgram(program).tasks.map((task) => describeTask(task));

test('loops read slices where they lie, and write joined parts where they belong', () => {
  const program = buildProgram(({ input, make }) => {
    const x = input('x', [3, 8]);
    const a = make.unary('Exp', slice(make, x, [0, 0], [3, 4]));
    const b = make.binary('Add', a, slice(make, x, [0, 4], [3, 4]));
    const joined = make.call('Concat', [a, b], { shape: [3, 8], dtype: 'float32' }, { axis: 1 });
    return { results: { joined } };
  });
  expect(tasksOf(program)).toEqual(['loop 3×4: 5 operations']);
});

test('what is joined is whole before it is read as a whole', () => {
  const program = buildProgram(({ input, make }) => {
    const x = input('x', [3, 4]);
    const [a, b] = [make.unary('Exp', x), make.unary('Neg', x)];
    const joined = make.call('Concat', [a, b], { shape: [3, 8], dtype: 'float32' }, { axis: 1 });
    const back = make.unary('Log', slice(make, joined, [0, 2], [3, 4]));
    return { results: { back } };
  });
  expect(tasksOf(program)).toEqual(['loop 3×4: 3 operations', 'loop 3×4: 2 operations']);
});

test.each<[string, (make: OperationMaker, x: Value) => Value]>([
  ['a result', (make, x) => slice(make, x, [0, 0], [3, 4])],
  ['single columns', (make, x) => make.unary('Exp', slice(make, x, [0, 3], [3, 1]))],
  [
    'read by other than loops',
    (make, x) =>
      make.call(
        'Transpose',
        { x: slice(make, x, [0, 0], [3, 4]) },
        { shape: [4, 3], dtype: 'float32' },
        { perm: [1, 0] },
      ),
  ],
])('slices that are %s are copied', (_name, use) => {
  const program = buildProgram(({ input, make }) => ({
    results: { y: use(make, input('x', [3, 8])) },
  }));
  expect(tasksOf(program)[0]).toContain('single Slice');
});
