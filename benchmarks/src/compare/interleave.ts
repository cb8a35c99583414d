import { limitedExtent } from '../limited-extent.ts';
import type { Measurement } from '../measurement.ts';
import type { Peer } from '../peers/peer.ts';
import type { Workload } from '../workload.ts';
import { runPeer } from './run-peer.ts';

export interface RoundOptions {
  readonly rounds: number;
  /** Rows of an epoch at most. Peers in Python always take all. */
  readonly rows: number | undefined;
  /** Told what happens, a line at a time. */
  readonly onLine: (line: string) => void;
}

/** A run that took longer is not repeated: it is so far from the others that its noise does not matter. */
const PATIENCE_MS = 100_000;

/**
 * Runs all peers on all workloads for some rounds.
 *
 * In each round every peer takes its turn on a workload before the next workload begins, so that what else the
 * machine does meanwhile is shared by all; and each round begins with another peer.
 */
export async function runRounds(
  peers: readonly Peer[],
  workloads: readonly Workload[],
  { rounds, rows, onLine }: RoundOptions,
): Promise<Measurement[]> {
  const measured: Measurement[] = [];
  const finished = new Set<string>();
  for (let round = 0; round < rounds; round++) {
    for (const workload of workloads) {
      for (const peer of rotate(peers, round)) {
        const extent = peer.isSlow ? workload.quick : workload.full;
        const command = peer.command(workload, limitedExtent(workload, extent, rows));
        const pair = `${workload.name} ${peer.name}`;
        if (!command || finished.has(pair)) continue;
        const start = performance.now();
        try {
          for (const line of await runPeer(command)) {
            measured.push({ ...line, work: workload.name });
            onLine(`${round + 1}/${rounds} ${workload.name} ${line.peer} ${line.ms_per_step} ms`);
          }
          if (performance.now() - start > PATIENCE_MS) finished.add(pair);
        } catch (error) {
          finished.add(pair);
          onLine(`${pair} left out: ${error instanceof Error ? error.message : error}`);
        }
      }
    }
  }
  return measured;
}

const rotate = <Item>(items: readonly Item[], by: number): Item[] => {
  const start = by % Math.max(1, items.length);
  return [...items.slice(start), ...items.slice(0, start)];
};
