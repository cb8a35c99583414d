import { native } from 'myelin';
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
  { name: 'myelin-native', backend: 'native' },
  { name: 'myelin-native-1', backend: 'native', threads: 1 },
  { name: 'myelin-cpu', backend: 'cpu' },
  { name: 'myelin-cpu-1', backend: 'cpu', threads: 1 },
  { name: 'myelin-eager', backend: 'cpu', isEager: true },
];

const script = new URL('../processes/myelin.ts', import.meta.url);

const engine = await native.available();

/** Myelin in the native engine and in WebAssembly, as it comes and on one thread, and operation by operation. */
export const myelinPeers: readonly Peer[] = variants.map(
  ({ name, backend, threads, isEager = false }) => ({
    name,
    ...(backend === 'native' && !engine.available && { missing: engine.reason }),
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
