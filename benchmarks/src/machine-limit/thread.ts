/** A thread that runs the loop for a while and answers with its best rate. */

import { parentPort, workerData } from 'node:worker_threads';
import { FLOPS_PER_TURN } from './madd-loop.ts';

export interface LimitRequest {
  readonly code: Uint8Array<ArrayBuffer>;
  readonly milliseconds: number;
}

/** Turns between two looks at the clock: about a millisecond. */
const TURNS = 100_000;

const { code, milliseconds } = workerData as LimitRequest;
const { instance } = await WebAssembly.instantiate(code);
const run = instance.exports.run as (turns: number) => number;

const end = performance.now() + milliseconds;
let best = 0;
while (performance.now() < end) {
  const start = performance.now();
  run(TURNS);
  best = Math.max(best, TURNS / (performance.now() - start));
}
parentPort?.postMessage(best * FLOPS_PER_TURN * 1000);
