import { parseArgs } from 'node:util';
import { wholeNumberFlag } from '@myelin/example-terminal';
import { ArgumentError, requireOneOf } from 'myelin';
import { type TaskName, tasks } from './tasks.ts';

export interface QuickstartOptions {
  readonly task: TaskName;
  readonly epochs: number;
  /** Training images that are used, from the first. */
  readonly rows: number;
  readonly seed: number;
  /** Where the report is written. */
  readonly report: string;
}

const usage = 'npm run quickstart -- [digits|mnist] [--epochs 5] [--rows 1000] [--seed 1] [--report PATH]';

/**
 * Options of the command line, with the defaults of the task.
 *
 * @throws {@link ArgumentError} a flag or a name is unknown, or a value outside its domain.
 */
export function readOptions(args: readonly string[]): QuickstartOptions {
  const { positionals, values } = parsed(args);
  if (positionals.length > 1) {
    throw new ArgumentError({
      where: 'quickstart',
      problem: `one data set at a time, received ${positionals.join(', ')}`,
      fix: usage,
    });
  }
  const names = Object.keys(tasks) as TaskName[];
  const task = requireOneOf('quickstart', 'data set', positionals[0] ?? 'digits', names);
  const { epochs, seed } = tasks[task];
  return {
    task,
    epochs: wholeNumberFlag('epochs', values.epochs, { fallback: epochs, min: 1 }),
    // Fewer rows than a batch for validation and one for training teach nothing.
    rows: wholeNumberFlag('rows', values.rows, { fallback: Number.MAX_SAFE_INTEGER, min: 64 }),
    seed: wholeNumberFlag('seed', values.seed, { fallback: seed, min: 0 }),
    report: values.report ?? defaultReport(task),
  };
}

function defaultReport(task: TaskName): string {
  return new URL(`../report/${task}.html`, import.meta.url).pathname;
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        epochs: { type: 'string' },
        rows: { type: 'string' },
        seed: { type: 'string' },
        report: { type: 'string' },
      },
    });
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message.split('. ')[0] : String(cause);
    throw new ArgumentError({ where: 'quickstart', problem: problem ?? '', fix: usage, cause });
  }
}
