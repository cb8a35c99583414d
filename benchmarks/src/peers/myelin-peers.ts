import { nodeCommand, type Peer, workArguments } from './peer.ts';

interface Variant {
  readonly name: string;
  readonly backend: string;
  /** As many as the backend chooses without it. */
  readonly threads?: number;
  /** Whether models are told not to compile their steps. */
  readonly isEager?: boolean;
}

const variants: readonly Variant[] = [
  { name: 'myelin-cpu', backend: 'cpu' },
  { name: 'myelin-cpu-1', backend: 'cpu', threads: 1 },
  { name: 'myelin-eager', backend: 'cpu', isEager: true },
];

const script = new URL('../processes/myelin.ts', import.meta.url);

/** Myelin as it comes, on one thread, and operation by operation. */
export const myelinPeers: readonly Peer[] = variants.map(
  ({ name, backend, threads, isEager = false }) => ({
    name,
    isSlow: isEager,
    command: (workload, extent) => {
      const args = [...workArguments(name, workload, extent), '--backend', backend];
      return nodeCommand(
        script,
        isEager ? [...args, '--eager'] : args,
        threads === undefined ? {} : { MYELIN_THREADS: String(threads) },
      );
    },
  }),
);
