/** Whether memory stays as it is when models are made, trained, stopped on the way and disposed of, for an hour. */

import { AbortError, currentBackend, useBackend } from 'myelin';
import { machineDescription } from './machine-description.ts';
import { collectGarbage } from './memory/collect-garbage.ts';
import { type BenchOptions, chosenWorkloads } from './options.ts';
import { myelinModel } from './processes/myelin-model.ts';
import { alignColumns } from './tables/align.ts';
import type { Training } from './workload.ts';

/** How often memory is looked at. */
const LOOKS = 12;
/** Small trainings of every kind. */
const WORKS = ['mlp128_b32', 'pima_b32', 'adv_b5', 'xor_b4', 'imdb_b512', 'cnn_b128'];

/** Prints memory at equal times, after an eighth of the first of them as a warm-up. */
export async function soak({ work, minutes, ours }: BenchOptions): Promise<void> {
  await useBackend(ours === undefined ? undefined : ours.split('-')[1]);
  console.log(`${machineDescription()}, ${minutes} minutes on ${currentBackend()?.backend.name}\n`);
  const works = chosenWorkloads(work, WORKS).filter((one) => one.kind === 'training');
  const data = await Promise.all(works.map((one) => one.load(Math.min(one.quick.rows, 2048))));
  const start = performance.now();
  const lines = [['minutes', 'models', 'stopped', 'heap, MiB', 'buffers, MiB', 'resident, MiB']];
  const counts = { models: 0, stopped: 0 };
  for (let look = 0; look <= LOOKS; look++) {
    // The first look comes early: what is compiled and cached is there by then.
    const until = start + ((look === 0 ? 0.125 : look) / LOOKS) * minutes * 60_000;
    while (performance.now() < until) {
      const i = counts.models++ % works.length;
      const isStopped = await trainOnce(works[i] as Training, data[i] as Data, counts.models);
      if (isStopped) counts.stopped++;
    }
    lines.push(await lineOf((performance.now() - start) / 60_000, counts));
    console.error(lines.at(-1)?.join('  '));
  }
  console.log(alignColumns(lines).join('\n'));
}

type Data = Awaited<ReturnType<Training['load']>>;

/** A model from its making to its end. Every third is stopped somewhere, every fifth runs on other threads only. */
async function trainOnce(
  { network, loss, batchSize }: Training,
  { x, y }: Data,
  number: number,
): Promise<boolean> {
  using model = myelinModel(network, loss, false);
  const signal = number % 3 === 0 ? AbortSignal.timeout((number * 7) % 50) : undefined;
  try {
    await model.fit(x, y, {
      batchSize,
      epochs: 3,
      verbose: 0,
      worker: number % 5 === 0,
      ...(signal && { signal }),
    });
    await model.evaluate(x, y, { batchSize, verbose: 0 });
    await model.predict(x, { batchSize, verbose: 0 });
    return false;
  } catch (error) {
    if (error instanceof AbortError) return true;
    throw error;
  }
}

async function lineOf(
  minutes: number,
  { models, stopped }: Readonly<Record<'models' | 'stopped', number>>,
): Promise<string[]> {
  await collectGarbage();
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  const memory = [heapUsed, arrayBuffers, rss].map((bytes) => (bytes / 2 ** 20).toFixed(0));
  return [minutes.toFixed(1), `${models}`, `${stopped}`, ...memory];
}
