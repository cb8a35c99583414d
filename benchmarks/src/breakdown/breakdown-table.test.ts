import { expect, test } from 'vitest';
import { breakdownTable } from './breakdown-table.ts';
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

test('what takes next to no time is one line, and long descriptions are cut', () => {
  const short = { microseconds: 0.05, kind: 'reduction', flops: 0 } as const;
  const tasks = [
    { ...short, task: 'loop 1: Sum to 1' },
    { task: `loop 9: Add → ${'a'.repeat(80)}`, microseconds: 99.9, kind: 'optimizer', flops: 0 },
    { ...short, task: 'loop 2: Sum to 1' },
  ] as const;
  const [, , longest, others] = breakdownTable({ ...program, tasks }, 40e9).split('\n');
  expect(longest).toMatch(/^loop 9: Add → a{49}… {2}optimizer +99.9 {3}99.9 %$/);
  expect(others).toMatch(/^2 shorter ones {2,}0.100 {4}0.1 %$/);
});
