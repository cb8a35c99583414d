import { fileURLToPath } from 'node:url';
import type { Extent, Workload } from '../workload.ts';

/** Someone who can do workloads, in a process of its own for each. */
export interface Peer {
  /** Its name, or what the names of all lines it prints begin with. */
  readonly name: string;
  /** Whether it runs op by op, and is given less to do. */
  readonly isSlow: boolean;
  /** Why it cannot run on this machine. */
  readonly missing?: string;
  /** How to do a workload; undefined if it has no way to. */
  command(workload: Workload, extent: Extent): Command | undefined;
}

/** A process that prints measurements. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A program of this folder, run by the Node that runs this one. */
export function nodeCommand(
  script: URL,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Command {
  return {
    file: process.execPath,
    args: [...process.execArgv, fileURLToPath(script), ...args],
    env,
  };
}

/** A workload and its extent, as the processes of this folder read them. */
export function workArguments(peer: string, { name }: Workload, extent: Extent): string[] {
  const { rows, repeats } = extent;
  return ['--peer', peer, '--work', name, '--rows', `${rows}`, '--repeats', `${repeats}`];
}
