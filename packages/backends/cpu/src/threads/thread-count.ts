import { ArgumentError, requireWholeNumber } from '@myelin/core';

/**
 * How many threads share the work: `MYELIN_THREADS` where it is set, else all cores of a small machine, and half of
 * what a larger one counts, for there two of them are one core as a rule; at most 8.
 *
 * @param where - The backend that asks.
 * @throws {@link ArgumentError} `MYELIN_THREADS` is no whole number of at least 1.
 */
export function defaultThreads(where: string): number {
  const given = typeof process === 'object' ? process.env?.MYELIN_THREADS : undefined;
  if (given !== undefined && given !== '') {
    if (/^\d+$/.test(given) && Number(given) >= 1) return Number(given);
    throw new ArgumentError({
      where,
      problem: `\`MYELIN_THREADS\` must be a whole number of at least 1, received "${given}"`,
      fix: 'set it to 1 for a single thread, or leave it out',
    });
  }
  const cores = countCores();
  return cores <= 4 ? cores : Math.min(8, cores >> 1);
}

function countCores(): number {
  const { navigator } = globalThis;
  if (navigator?.hardwareConcurrency) return navigator.hardwareConcurrency;
  // A plain call: a bundler for browsers sees no import that it cannot resolve.
  return process.getBuiltinModule('node:os').availableParallelism();
}

/** @throws {@link ArgumentError} */
export function requireThreads(where: string, threads: unknown): number {
  return requireWholeNumber(where, 'threads', threads, { min: 1 });
}
