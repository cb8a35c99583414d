import { alignColumns } from '../tables/align.ts';
import { numberText } from '../tables/number-text.ts';
import type { ProgramTimes, TaskTime } from './task-time.ts';

const HEADER = ['task', 'kind', 'µs', 'share', 'GFLOP/s', 'of limit'];

/** Share of the time below which tasks are not shown one by one. */
const SMALL = 0.002;
/** Longest description, in letters. */
const LONGEST = 64;

interface Line {
  readonly task: string;
  readonly kind: string;
  readonly microseconds: number;
  readonly flops: number;
}

/**
 * Tasks of a program by their share of its time, the longest first; then the sum of each kind, and of all.
 *
 * @param limit - Floating point operations a second that the machine can do at most.
 */
export function breakdownTable(
  { program, runs, threads, tasks }: ProgramTimes,
  limit: number,
): string {
  const all = sumOf('all', tasks);
  const shown = tasks.filter(({ microseconds }) => microseconds >= SMALL * all.microseconds);
  const others = tasks.filter((task) => !shown.includes(task));
  const kinds = [...new Set(tasks.map(({ kind }) => kind))].map((kind) =>
    sumOf(
      `all ${kind}`,
      tasks.filter((task) => task.kind === kind),
    ),
  );
  const single = byTime(shown);
  if (others.length > 0) single.push(sumOf(`${others.length} shorter ones`, others));
  const row = ({ task, kind, microseconds, flops }: Line): string[] => {
    const rate = flops / (microseconds / 1e6);
    return [
      task.length > LONGEST ? `${task.slice(0, LONGEST - 1)}…` : task,
      kind,
      numberText(microseconds),
      percent(microseconds / all.microseconds),
      ...(flops > 0 ? [numberText(rate / 1e9), percent(rate / limit)] : []),
    ];
  };
  const rows = [...single, ...byTime(kinds), all].map(row);
  const [header, ...lines] = alignColumns([HEADER, ...rows], 2);
  const onThreads = threads === 1 ? '1 thread' : `${threads} threads`;
  return [
    `${program}: ${numberText(all.microseconds)} µs a run, mean of ${runs} runs on ${onThreads}; limit ${numberText(limit / 1e9)} GFLOP/s`,
    header,
    ...lines.slice(0, single.length),
    '',
    ...lines.slice(single.length),
  ].join('\n');
}

function sumOf(task: string, tasks: readonly TaskTime[]): Line {
  return {
    task,
    kind: '',
    microseconds: tasks.reduce((total, { microseconds }) => total + microseconds, 0),
    flops: tasks.reduce((total, { flops }) => total + flops, 0),
  };
}

const byTime = (lines: readonly Line[]): Line[] =>
  [...lines].sort((a, b) => b.microseconds - a.microseconds);

const percent = (fraction: number): string => `${(100 * fraction).toFixed(1)} %`;
