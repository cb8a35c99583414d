/** How long a fit keeps other work of its thread waiting: gaps between the ticks of a 5 ms timer beside it. */

import { useBackend } from 'myelin';
import { quantile } from './compare/statistics.ts';
import { machineDescription } from './machine-description.ts';
import { type BenchOptions, chosenWorkloads } from './options.ts';
import { myelinModel } from './processes/myelin-model.ts';
import { alignColumns } from './tables/align.ts';
import { numberText } from './tables/number-text.ts';
import type { Training } from './workload.ts';

const TICK_MS = 5;
const HEADER = ['workload', 'beside', 'seconds', 'ticks', 'p99 gap', 'longest gap'];

/** Prints a table of the gaps beside the first fit of a model, which compiles, and beside a later one. */
export async function watchEventLoop({ work, rows }: BenchOptions): Promise<void> {
  await useBackend('cpu');
  const lines: string[][] = [await watched('nothing', 'a pause', pause)];
  for (const workload of chosenWorkloads(work, ['mlp512_b1000', 'cnn_b128'])) {
    if (workload.kind === 'training') lines.push(...(await besideFits(workload, rows)));
  }
  console.log(`${machineDescription()}; gaps between the ticks of a ${TICK_MS} ms timer\n`);
  console.log(alignColumns([HEADER, ...lines], 2).join('\n'));
}

async function besideFits(workload: Training, rows: number | undefined): Promise<string[][]> {
  const { name, network, loss, batchSize, full, load } = workload;
  const { x, y } = await load(Math.min(rows ?? full.rows, full.rows));
  using model = myelinModel(network, loss, false);
  const fit = (): Promise<unknown> => model.fit(x, y, { batchSize, epochs: 1, verbose: 0 });
  return [await watched(name, 'first fit', fit), await watched(name, 'later fit', fit)];
}

async function watched(
  name: string,
  what: string,
  task: () => Promise<unknown>,
): Promise<string[]> {
  const start = performance.now();
  const gaps = await gapsBeside(task);
  const seconds = (performance.now() - start) / 1000;
  const longest = Math.max(...gaps);
  return [
    name,
    what,
    numberText(seconds),
    String(gaps.length),
    `${numberText(quantile(gaps, 0.99))} ms`,
    `${numberText(longest)} ms`,
  ];
}

/** Milliseconds between one tick and the next while the task runs, its beginning and end counted as ticks. */
async function gapsBeside(task: () => Promise<unknown>): Promise<number[]> {
  const gaps: number[] = [];
  let last = performance.now();
  const tick = (): void => {
    const now = performance.now();
    gaps.push(now - last);
    last = now;
  };
  const timer = setInterval(tick, TICK_MS);
  try {
    await task();
  } finally {
    clearInterval(timer);
    tick();
  }
  return gaps;
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1000));
