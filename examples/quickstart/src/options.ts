import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { wholeNumber } from '@myelin/example-terminal';
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

const usage =
  'npm run quickstart -- [digits|mnist] [--epochs 5] [--rows 1000] [--seed 1] [--report PATH]';

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
  const number = (flag: 'epochs' | 'rows' | 'seed', min: number, example: number) => {
    const text = values[flag];
    return text === undefined ? undefined : wholeNumber(flag, text, { min, example });
  };
  return {
    task,
    epochs: number('epochs', 1, epochs) ?? epochs,
    rows: number('rows', 100, 1000) ?? Number.POSITIVE_INFINITY,
    seed: number('seed', 0, seed) ?? seed,
    report: values.report ?? defaultReport(task),
  };
}

function defaultReport(task: TaskName): string {
  return fileURLToPath(new URL(`../report/${task}.html`, import.meta.url));
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
