import { expect, test } from 'vitest';
import { breakdownTable } from './breakdown-table.ts';
import { parseProgramTimes } from './parse-program-times.ts';
import type { ProgramTimes } from './task-time.ts';

const program: ProgramTimes = {
  program: 'train',
  runs: 10,
  threads: 1,
  tasks: [
    { task: 'Adam kernel', microseconds: 20, kind: 'optimizer', flops: 0 },
    { task: 'matmul 2×3×4', microseconds: 10, kind: 'matmul', flops: 200_000 },
    { task: 'matmul 4×3×2', microseconds: 50, kind: 'matmul', flops: 1_000_000 },
    { task: 'driver', microseconds: 20, kind: 'overhead', flops: 0 },
  ],
};

test('tasks and kinds have their share of the time and of what the machine can do', () => {
  // 200,000 operations in 10 µs are 20 GFLOP/s, half of the limit.
  expect(breakdownTable(program, 40e9).split('\n')).toEqual([
    'train: 100 µs a run, mean of 10 runs on 1 thread; limit 40.0 GFLOP/s',
    'task           kind         µs    share  GFLOP/s  of limit',
    'matmul 4×3×2   matmul     50.0   50.0 %     20.0    50.0 %',
    'Adam kernel    optimizer  20.0   20.0 %',
    'driver         overhead   20.0   20.0 %',
    'matmul 2×3×4   matmul     10.0   10.0 %     20.0    50.0 %',
    '',
    'all matmul                60.0   60.0 %     20.0    50.0 %',
    'all optimizer             20.0   20.0 %',
    'all overhead              20.0   20.0 %',
    'all                        100  100.0 %     12.0    30.0 %',
  ]);
});

test('of a program that was profiled twice the last line counts', () => {
  const lines = [program, { ...program, program: 'test' }, { ...program, runs: 20 }];
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  expect(parseProgramTimes(text).map((times) => [times.program, times.runs])).toEqual([
    ['train', 20],
    ['test', 10],
  ]);
  expect(() => parseProgramTimes('{"program":"train"}')).toThrow('no tasks');
});
