import { parseArgs } from 'node:util';
import type { Workload } from './workload.ts';
import { workloads } from './workloads.ts';

/** What there is to see besides the comparison with peers; each is a flag. */
const views = [
  'breakdown',
  'event-loop',
  'memory',
  'soak',
  'agreement',
  'optimizers',
  'callbacks',
  'recurrent',
  'attention',
  'preprocessing',
  'pipelines',
  'sizes',
  'tables',
  'streaming',
] as const;

/** Views that have works of their own, which parts of their names choose. */
const viewsWithWorks: readonly string[] = ['preprocessing', 'pipelines'];

export interface BenchOptions {
  /** What to do instead of comparing peers. */
  readonly view: 'comparison' | (typeof views)[number];
  /** Names of workloads; undefined for what a view takes by itself. */
  readonly work: readonly string[] | undefined;
  /** Peers whose names are one of these or begin with one and a hyphen; all without it. */
  readonly peer: readonly string[] | undefined;
  readonly rounds: number;
  /** Rows of an epoch at most. */
  readonly rows: number | undefined;
  /** The variant of Myelin that peers are held against; the fastest that is here without it. */
  readonly ours: string | undefined;
  readonly python: string;
  readonly peerScripts: string | undefined;
  readonly output: 'table' | 'json' | 'markdown';
  /** SVG file to write. */
  readonly picture: string | undefined;
  /** Threads of Myelin where they are counted. */
  readonly threads: number;
  /** Steps that memory is watched for. */
  readonly steps: number;
  /** Length of a soak. */
  readonly minutes: number;
  /** Size of the files that tables are read from. */
  readonly megabytes: number;
}

/** @throws an option is unknown or its value makes no sense; the message says which. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      work: { type: 'string', multiple: true },
      peer: { type: 'string', multiple: true },
      rounds: { type: 'string', default: '3' },
      rows: { type: 'string' },
      ours: { type: 'string' },
      python: { type: 'string', default: process.env.PYTHON ?? 'python3' },
      'peer-scripts': { type: 'string' },
      json: { type: 'boolean', default: false },
      markdown: { type: 'boolean', default: false },
      picture: { type: 'string' },
      breakdown: { type: 'boolean', default: false },
      'event-loop': { type: 'boolean', default: false },
      memory: { type: 'boolean', default: false },
      agreement: { type: 'boolean', default: false },
      optimizers: { type: 'boolean', default: false },
      callbacks: { type: 'boolean', default: false },
      recurrent: { type: 'boolean', default: false },
      attention: { type: 'boolean', default: false },
      preprocessing: { type: 'boolean', default: false },
      pipelines: { type: 'boolean', default: false },
      sizes: { type: 'boolean', default: false },
      tables: { type: 'boolean', default: false },
      streaming: { type: 'boolean', default: false },
      megabytes: { type: 'string', default: '50' },
      threads: { type: 'string', default: '1' },
      steps: { type: 'string', default: '10000' },
      soak: { type: 'boolean', default: false },
      minutes: { type: 'string', default: '60' },
    },
  });
  const wanted = views.filter((view) => values[view]);
  if (wanted.length > 1) throw new Error(`use one of ${wanted.map((v) => `--${v}`).join(', ')}`);
  if (!viewsWithWorks.includes(wanted[0] ?? '')) requireNames(values.work ?? []);
  return {
    view: wanted[0] ?? 'comparison',
    work: values.work,
    peer: values.peer,
    rounds: count('rounds', values.rounds),
    rows: values.rows === undefined ? undefined : count('rows', values.rows),
    ours: values.ours,
    python: values.python,
    peerScripts: values['peer-scripts'],
    output: values.json ? 'json' : values.markdown ? 'markdown' : 'table',
    picture: values.picture,
    threads: count('threads', values.threads),
    steps: count('steps', values.steps),
    minutes: count('minutes', values.minutes),
    megabytes: count('megabytes', values.megabytes),
  };
}

/** The workloads an option names, else those that are usual. */
export function chosenWorkloads(
  work: readonly string[] | undefined,
  usual: readonly string[] = workloads.map(({ name }) => name),
): Workload[] {
  return workloads.filter(({ name }) => (work ?? usual).includes(name));
}

/** Whether `--peer` asks for a peer of that name. */
export function isWanted(name: string, peer: readonly string[] | undefined): boolean {
  return peer?.some((wanted) => name === wanted || name.startsWith(`${wanted}-`)) ?? true;
}

function requireNames(given: readonly string[]): void {
  const names = workloads.map(({ name }) => name);
  const unknown = given.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new Error(`unknown workload ${unknown}: use one of ${names.join(', ')}`);
  }
}

function count(option: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1) return value;
  throw new Error(`--${option} must be a whole number of at least 1, received ${text}`);
}
