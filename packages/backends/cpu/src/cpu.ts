import type { Availability } from '@myelin/core';
import type { CompilingBackend } from '@myelin/program';
import { installKernels } from './kernels/kernel.ts';
import { kernels } from './kernels/kernels.ts';
import { requireThreads } from './threads/thread-count.ts';

export interface CpuOptions {
  /**
   * Threads that share the work of large programs.
   *
   * @defaultValue `MYELIN_THREADS`, or by the number of cores
   */
  readonly threads?: number;
}

/**
 * The processor: runs everywhere, and is the reference for numbers.
 *
 * Whole programs (training, evaluation, prediction) are compiled to WebAssembly. Single operations are those of
 * tfjs-backend-cpu, the slow ones replaced by kernels of our own.
 */
export const cpu: CompilingBackend = cpuWith();

/**
 * The {@link cpu} backend with options.
 *
 * @throws {@link ArgumentError} `threads` is not a whole number of at least 1.
 * @example
 * await useBackend(cpuWith({ threads: 1 }));
 */
export function cpuWith({ threads }: CpuOptions = {}): CompilingBackend {
  if (threads !== undefined) requireThreads('cpuWith', threads);
  return {
    name: 'cpu',
    priority: 0,
    capabilities: { deviceMemory: false, deterministic: true },
    available: async (): Promise<Availability> => ({ available: true }),
    load: async (): Promise<void> => {
      await import('@tensorflow/tfjs-backend-cpu');
      installKernels(kernels);
    },
    programs: {
      // The compiler is loaded when it is first needed: a page that only shows tensors does without it.
      openSession: async (options) => {
        const { openSession } = await import('./session/open-session.ts');
        return openSession(threads, options);
      },
    },
  };
}
