import type { Availability, Backend } from '@myelin/core';

/**
 * Plain JavaScript on the processor: runs everywhere, and is the reference for numbers.
 *
 * Operations are those of tfjs-backend-cpu.
 */
export const cpu: Backend = {
  name: 'cpu',
  priority: 0,
  capabilities: { deviceMemory: false, deterministic: true },
  available: async (): Promise<Availability> => ({ available: true }),
  load: async (): Promise<void> => {
    await import('@tensorflow/tfjs-backend-cpu');
  },
};
