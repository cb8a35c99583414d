import type { Availability, Backend } from '@myelin/core';
import { installKernels } from './kernels/kernel.ts';
import { kernels } from './kernels/kernels.ts';

/**
 * Plain JavaScript on the processor: runs everywhere, and is the reference for numbers.
 *
 * Operations are those of tfjs-backend-cpu, the slow ones replaced by kernels of our own.
 */
export const cpu: Backend = {
  name: 'cpu',
  priority: 0,
  capabilities: { deviceMemory: false, deterministic: true },
  available: async (): Promise<Availability> => ({ available: true }),
  load: async (): Promise<void> => {
    await import('@tensorflow/tfjs-backend-cpu');
    installKernels(kernels);
  },
};
