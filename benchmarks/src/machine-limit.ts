/**
 * How fast this machine multiplies and adds 32-bit floats from WebAssembly, if it does nothing else: what a matrix
 * product can reach at most.
 */

import { Worker } from 'node:worker_threads';
import { maddLoop } from './machine-limit/madd-loop.ts';
import type { LimitRequest } from './machine-limit/thread.ts';

const MEASURE_MS = 200;

export interface MachineLimit {
  readonly threads: number;
  /** Floating point operations a second of all threads together; a multiply-add is two. */
  readonly flopsPerSecond: number;
  /** Whether it has relaxed SIMD, where multiply and add are one instruction. */
  readonly isRelaxed: boolean;
}

/** Measures the limit; all threads run at the same time. */
export async function machineLimit(threads = 1): Promise<MachineLimit> {
  const relaxed = maddLoop(true);
  const isRelaxed = WebAssembly.validate(relaxed);
  const request: LimitRequest = {
    code: isRelaxed ? relaxed : maddLoop(false),
    milliseconds: MEASURE_MS,
  };
  const rates = await Promise.all(Array.from({ length: threads }, () => rateOfThread(request)));
  return { threads, isRelaxed, flopsPerSecond: rates.reduce((sum, rate) => sum + rate, 0) };
}

function rateOfThread(workerData: LimitRequest): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./machine-limit/thread.ts', import.meta.url), {
      workerData,
    });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
