/** Where a step's time goes: the tasks of every compiled program of a workload, and how near the machine's limit they are. */

import { cpu, native, useBackend } from 'myelin';
import { breakdownTable } from './breakdown/breakdown-table.ts';
import { classifyTask } from './breakdown/classify-task.ts';
import type { ProgramTimes } from './breakdown/task-time.ts';
import { type LoadedProgram, watchPrograms } from './breakdown/watch-programs.ts';
import { limitedExtent } from './limited-extent.ts';
import { machineDescription } from './machine-description.ts';
import { machineLimit } from './machine-limit.ts';
import { type BenchOptions, chosenWorkloads } from './options.ts';
import { workWithMyelin } from './processes/myelin-work.ts';

/** Prints a table a program; work is done on one thread unless `--threads` says otherwise. */
export async function breakDown({ work, rows, threads, ours }: BenchOptions): Promise<void> {
  process.env.MYELIN_PROFILE = 'tasks';
  process.env.MYELIN_THREADS = String(threads);
  console.log(machineDescription());
  const { flopsPerSecond } = await machineLimit(threads);
  const programs: LoadedProgram[] = [];
  const isNative = ours ? ours.startsWith('myelin-native') : (await native.available()).available;
  const backend = isNative ? native : cpu;
  await useBackend(watchPrograms(backend, (program) => programs.push(program)));
  for (const workload of chosenWorkloads(work)) {
    programs.length = 0;
    await workWithMyelin({
      peer: backend.name,
      workload,
      extent: limitedExtent(workload, workload.full, rows),
      isEager: false,
    });
    const profiled = programs.flatMap((program) => timesOf(program, threads));
    if (profiled.length === 0) {
      console.error(`${workload.name}: no program ran`);
      process.exitCode = 1;
    }
    for (const times of worthShowing(profiled)) {
      console.log(`\n${workload.name}, ${breakdownTable(times, flopsPerSecond)}`);
    }
  }
}

/** Programs that took a part of the whole time that matters, the longest first. */
function worthShowing(programs: readonly ProgramTimes[]): ProgramTimes[] {
  const timeOf = ({ runs, tasks }: ProgramTimes): number =>
    runs * tasks.reduce((total, { microseconds }) => total + microseconds, 0);
  const whole = programs.reduce((total, program) => total + timeOf(program), 0);
  return programs
    .filter((program) => timeOf(program) >= 0.01 * whole)
    .sort((a, b) => timeOf(b) - timeOf(a));
}

/** What a program's tasks took so far; nothing if it has not run. */
function timesOf({ report, profile = [] }: LoadedProgram, threads: number): ProgramTimes[] {
  const runs = profile[0]?.runs ?? 0;
  if (runs === 0) return [];
  const tasks = profile.map(({ task, microseconds }) => ({
    task,
    microseconds,
    ...classifyTask(task),
  }));
  return [{ program: report.program.name, runs, threads, tasks }];
}
