import type { ProgramSupport } from '@myelin/program';
import { CpuSession } from './session/cpu-session.ts';
import { defaultThreads } from './threads/thread-count.ts';

/**
 * Whole programs, compiled to WebAssembly.
 *
 * @param threads - How many threads share the work; the machine decides without it.
 */
export function programsOn(threads?: number): ProgramSupport {
  return {
    openSession: async ({ worker = false } = {}) =>
      CpuSession.open({ threads: threads ?? (await defaultThreads()), worker }),
  };
}
