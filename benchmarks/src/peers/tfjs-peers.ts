import { nodeCommand, type Peer, workArguments } from './peer.ts';

const script = new URL('../processes/tfjs.ts', import.meta.url);

/** tfjs-layers on the backends that tfjs itself brings for Node. */
export const tfjsPeers: readonly Peer[] = ['cpu', 'wasm'].map((backend) => {
  const name = `tfjs-layers-${backend}`;
  return {
    name,
    isSlow: true,
    command: (workload, extent) => {
      // It has no kernel for the gradient of a convolution.
      const isTrainedConvolution = workload.kind === 'training' && workload.network.kind === 'cnn';
      if (backend === 'wasm' && isTrainedConvolution) return undefined;
      return nodeCommand(script, [...workArguments(name, workload, extent), '--backend', backend]);
    },
  };
});
