/** Where a step's time goes: the tasks of every compiled program of a workload, and how near the machine's limit they are. */

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { breakdownTable } from './breakdown/breakdown-table.ts';
import { parseProgramTimes } from './breakdown/parse-program-times.ts';
import type { ProgramTimes } from './breakdown/task-time.ts';
import { runPeer } from './compare/run-peer.ts';
import { machineDescription } from './machine-description.ts';
import { machineLimit } from './machine-limit.ts';
import { type BenchOptions, chosenWorkloads } from './options.ts';
import { myelinCommand } from './peers/myelin-peers.ts';
import type { Workload } from './workload.ts';

/** Prints a table a program; training on one thread unless `--threads` says otherwise. */
export async function breakDown({ work, rows, threads }: BenchOptions): Promise<void> {
  console.log(machineDescription());
  const { flopsPerSecond } = await machineLimit(threads);
  for (const workload of chosenWorkloads(work)) {
    const programs = await programTimes(workload, rows, threads);
    if (programs.length === 0) {
      console.error(`${workload.name}: the backend wrote no profile; nothing was compiled`);
      process.exitCode = 1;
    }
    for (const program of programs) {
      console.log(`\n${workload.name}, ${breakdownTable(program, flopsPerSecond)}`);
    }
  }
}

/** Does a workload in a process that writes its profile into a file, as `MYELIN_PROFILE` asks for. */
async function programTimes(
  workload: Workload,
  rows: number | undefined,
  threads: number,
): Promise<ProgramTimes[]> {
  const folder = await mkdtemp(join(tmpdir(), 'myelin-profile-'));
  try {
    const profile = join(folder, 'profile.jsonl');
    const extent = {
      ...workload.full,
      rows: Math.min(rows ?? workload.full.rows, workload.full.rows),
    };
    const command = myelinCommand(
      { name: 'myelin-cpu', backend: 'cpu', threads },
      workload,
      extent,
    );
    const env = { ...command.env, MYELIN_PROFILE: profile };
    const [measured] = await runPeer({ ...command, env });
    console.error(`${workload.name}: ${measured?.ms_per_step} ms a step while profiled`);
    return parseProgramTimes(await readFile(profile, 'utf8').catch(() => ''));
  } finally {
    await rm(folder, { recursive: true });
  }
}
