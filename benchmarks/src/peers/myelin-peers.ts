import type { Extent, Workload } from '../workload.ts';
import { type Command, nodeCommand, type Peer, workArguments } from './peer.ts';

export interface MyelinVariant {
  readonly name: string;
  readonly backend: string;
  /** As many as the backend chooses without it. */
  readonly threads?: number;
  /** Whether models are told not to compile their steps. */
  readonly isEager?: boolean;
}

const variants: readonly MyelinVariant[] = [
  { name: 'myelin-cpu', backend: 'cpu' },
  { name: 'myelin-cpu-1', backend: 'cpu', threads: 1 },
  { name: 'myelin-eager', backend: 'cpu', isEager: true },
];

const script = new URL('../processes/myelin.ts', import.meta.url);

/** Myelin as it comes, on one thread, and operation by operation. */
export const myelinPeers: readonly Peer[] = variants.map((variant) => ({
  name: variant.name,
  isSlow: variant.isEager ?? false,
  command: (workload, extent) => myelinCommand(variant, workload, extent),
}));

/** The process that does a workload with Myelin. */
export function myelinCommand(
  { name, backend, threads, isEager = false }: MyelinVariant,
  workload: Workload,
  extent: Extent,
): Command {
  const args = [...workArguments(name, workload, extent), '--backend', backend];
  return nodeCommand(
    script,
    isEager ? [...args, '--eager'] : args,
    threads === undefined ? {} : { MYELIN_THREADS: String(threads) },
  );
}
