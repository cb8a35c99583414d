import { alignColumns } from '../tables/align.ts';
import { numberText } from '../tables/number-text.ts';
import type { ProgramTimes, TaskTime } from './task-time.ts';

const HEADER = ['task', 'kind', 'µs', 'share', 'GFLOP/s', 'of limit'];

/**
 * Tasks of a program by their share of its time, the longest first; then the sum of each kind, and of all.
 *
 * @param limit - Floating point operations a second that the machine can do at most.
 */
export function breakdownTable(
  { program, runs, threads, tasks }: ProgramTimes,
  limit: number,
): string {
  const total = sum(tasks).microseconds;
  const row = ({ task, kind, microseconds, flops }: Omit<TaskTime, 'kind'> & { kind: string }) => {
    // Operations a microsecond are millions a second.
    const rate = (1e6 * flops) / microseconds;
    return [
      task,
      kind,
      numberText(microseconds),
      percent(microseconds / total),
      flops > 0 ? numberText(rate / 1e9) : '',
      flops > 0 ? percent(rate / limit) : '',
    ];
  };
  const kinds = [...new Set(tasks.map(({ kind }) => kind))].map((kind) => ({
    ...sum(tasks.filter((task) => task.kind === kind)),
    task: `all ${kind}`,
    kind: '',
  }));
  const all = { ...sum(tasks), task: 'all', kind: '' };
  const [header, ...lines] = alignColumns(
    [HEADER, ...[...byTime(tasks), ...byTime(kinds), all].map(row)],
    2,
  );
  const onThreads = threads === 1 ? '1 thread' : `${threads} threads`;
  return [
    `${program}: ${numberText(total)} µs a run, mean of ${runs} runs on ${onThreads}; limit ${numberText(limit / 1e9)} GFLOP/s`,
    header,
    ...lines.slice(0, tasks.length),
    '',
    ...lines.slice(tasks.length),
  ].join('\n');
}

function sum(tasks: readonly TaskTime[]): { microseconds: number; flops: number } {
  return {
    microseconds: tasks.reduce((total, { microseconds }) => total + microseconds, 0),
    flops: tasks.reduce((total, { flops }) => total + flops, 0),
  };
}

const byTime = <Timed extends { readonly microseconds: number }>(
  tasks: readonly Timed[],
): Timed[] => [...tasks].sort((a, b) => b.microseconds - a.microseconds);

const percent = (fraction: number): string => `${(100 * fraction).toFixed(1)} %`;
