/** Contenders that take turns, so that a noisy moment of the machine meets all of them. */

import { useBackend } from 'myelin';
import { machineDescription } from './machine-description.ts';
import { type BenchOptions, chosenWorkloads } from './options.ts';
import type { Training } from './workload.ts';

/** One training with as many rows as were asked for, at most 10,000. */
export interface Task extends Pick<Training, 'name' | 'network' | 'loss' | 'batchSize'> {
  readonly x: Awaited<ReturnType<Training['load']>>['x'];
  readonly y: Awaited<ReturnType<Training['load']>>['y'];
  /** Batches in an epoch. */
  readonly steps: number;
  readonly rounds: number;
}

/** Describes the machine, then prints a table for each of the trainings. */
export async function forTrainings(
  { work, rows: limit, rounds, threads }: BenchOptions,
  printTable: (task: Task) => Promise<void>,
): Promise<void> {
  process.env.MYELIN_THREADS = String(threads);
  await useBackend('cpu');
  console.log(machineDescription());
  for (const workload of chosenWorkloads(work, ['mlp128_b32', 'pima_b32'])) {
    if (workload.kind !== 'training') continue;
    const { full, load, batchSize } = workload;
    const rows = Math.min(limit ?? 10_000, full.rows);
    const steps = Math.ceil(rows / batchSize);
    await printTable({ ...workload, ...(await load(rows)), steps, rounds });
  }
}

/** Milliseconds that each of the contenders took in each round. */
export async function timesInTurns<Name extends string>(
  contenders: Readonly<Record<Name, () => Promise<unknown>>>,
  rounds: number,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(contenders) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<
    Name,
    number[]
  >;
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const start = performance.now();
      await contenders[name]();
      times[name].push(performance.now() - start);
    }
  }
  return times;
}
