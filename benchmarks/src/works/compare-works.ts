/** Works that peers do in turns: each has a process that lives through all rounds, so that data is made once. */

import { machineDescription } from '../machine-description.ts';
import { type BenchOptions, isWanted } from '../options.ts';
import type { Command } from '../peers/peer.ts';
import { alignColumns } from '../tables/align.ts';
import { WorkProcess } from './work-process.ts';
import { type WorkTimes, workTable } from './work-table.ts';

interface WorkPeer {
  readonly name: string;
  /** How to start it; or why it cannot be, as a sentence. */
  readonly command: Command | string;
}

export interface WorkComparison {
  readonly title: string;
  /** The first is ours; its works are those that are compared. */
  readonly peers: readonly WorkPeer[];
  /** What speeds are in: `'Mrows/s'`. */
  readonly unit: string;
  /** How much of what was done makes one of the unit. */
  readonly perUnit: number;
}

/** Prints a table of speeds. A work counts only from the second time on, when what it needs is there and warm. */
export async function compareWorks(
  { rounds, work: wanted, peer }: BenchOptions,
  { title, peers, unit, perUnit }: WorkComparison,
): Promise<void> {
  console.log(machineDescription());
  const running = new Map<string, WorkProcess>();
  for (const { name, command } of peers) {
    if (!isWanted(name, peer)) continue;
    if (typeof command === 'string') console.error(`${name} is skipped: ${command}`);
    else running.set(name, new WorkProcess(command));
  }
  try {
    const times = await measureAll(running, wanted, rounds);
    const names = [...running.keys()];
    console.log(`\n${title}, ${rounds} rounds, ${unit} by wall clock | by CPU time\n`);
    console.log(alignColumns(workTable(times, names, perUnit), 2).join('\n'));
  } finally {
    for (const one of running.values()) one.stop();
  }
}

async function measureAll(
  running: ReadonlyMap<string, WorkProcess>,
  wanted: readonly string[] | undefined,
  rounds: number,
): Promise<WorkTimes[]> {
  const able = new Map<string, readonly string[]>();
  for (const [name, one] of running) able.set(name, await one.works());
  const [ours = []] = able.values();
  const chosen = ours.filter((work) => wanted?.some((text) => work.includes(text)) ?? true);
  const all: WorkTimes[] = [];
  for (const work of chosen) {
    const measured = new Map<string, WorkTimes>();
    for (let round = 0; round <= rounds; round++) {
      for (const [peer, one] of running) {
        if (!able.get(peer)?.includes(work)) continue;
        console.error(`${work}, ${round === 0 ? 'to warm up' : `round ${round}`}: ${peer}`);
        const parts = await one.measure(work).catch((error: unknown) => {
          console.error(
            `${work}: ${peer} failed: ${error instanceof Error ? error.message : error}`,
          );
          return [];
        });
        if (round > 0) for (const part of parts) keep(measured, work, peer, part);
      }
    }
    all.push(...measured.values());
  }
  return all;
}

function keep(
  measured: Map<string, WorkTimes>,
  work: string,
  peer: string,
  { part, amount, seconds, cpu_seconds }: Awaited<ReturnType<WorkProcess['measure']>>[number],
): void {
  const times = measured.get(part) ?? { work, part, peers: new Map() };
  measured.set(part, times);
  const of = times.peers.get(peer) ?? { amount, seconds: [], cpuSeconds: [] };
  times.peers.set(peer, of);
  of.seconds.push(seconds);
  of.cpuSeconds.push(cpu_seconds);
}
