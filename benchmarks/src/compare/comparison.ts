/** Sorts measurements of many rounds into what is compared: for each workload, peer beside peer. */

import type { Measurement } from '../measurement.ts';
import { median } from './statistics.ts';

/** The runs of one peer on one workload. */
interface PeerTimes {
  readonly peer: string;
  readonly runs: number;
  /** Milliseconds a step, median of the runs. */
  readonly median: number;
  /** Milliseconds a step, fastest run. */
  readonly minimum: number;
  /** The run in the middle, as it was printed. */
  readonly typical: Measurement;
}

export interface Comparison {
  readonly work: string;
  /** Myelin's variants, then the peers; within both the fastest first. */
  readonly times: readonly PeerTimes[];
  /** The variant of Myelin that peers are held against; none if Myelin did not run. */
  readonly ours: PeerTimes | undefined;
  /** The fastest that is not Myelin. */
  readonly bestPeer: PeerTimes | undefined;
  /** Best peer ÷ ours: how many times faster Myelin is. */
  readonly ratio: number | undefined;
}

/**
 * Compares peers on every workload, in the order in which these appear.
 *
 * @param ours - The variant of Myelin that stands for it; the fastest where it did not run.
 */
export function compare(measured: readonly Measurement[], ours: string): Comparison[] {
  const works = [...new Set(measured.map(({ work }) => work))];
  return works.map((work) => {
    const runs = measured.filter((run) => run.work === work);
    const times = [...new Set(runs.map(({ peer }) => peer))]
      .map((peer) => timesOf(runs.filter((run) => run.peer === peer)))
      .sort((a, b) => Number(isMyelin(b.peer)) - Number(isMyelin(a.peer)) || a.median - b.median);
    const myelin = times.filter(({ peer }) => isMyelin(peer));
    const own = myelin.find(({ peer }) => peer === ours) ?? myelin[0];
    const bestPeer = times.find(({ peer }) => !isMyelin(peer));
    const ratio = own && bestPeer && bestPeer.median / own.median;
    return { work, times, ours: own, bestPeer, ratio };
  });
}

const isMyelin = (peer: string): boolean => peer.startsWith('myelin');

function timesOf(runs: readonly Measurement[]): PeerTimes {
  const sorted = [...runs].sort((a, b) => a.ms_per_step - b.ms_per_step);
  const typical = sorted[(sorted.length - 1) >> 1] as Measurement;
  return {
    peer: typical.peer,
    runs: runs.length,
    // As many digits as a measurement has.
    median: Number(median(runs.map((run) => run.ms_per_step)).toPrecision(6)),
    minimum: Math.min(...runs.map((run) => run.ms_per_step)),
    typical,
  };
}
