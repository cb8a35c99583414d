/** What many training steps leave behind: heap, tensors and WebAssembly memory before and after. */

import { memory, useBackend } from 'myelin';
import { machineDescription } from './machine-description.ts';
import { collectGarbage } from './memory/collect-garbage.ts';
import { countWebAssemblyMemory } from './memory/web-assembly-memory.ts';
import { type BenchOptions, chosenWorkloads } from './options.ts';
import { myelinModel } from './processes/myelin-model.ts';
import { alignColumns } from './tables/align.ts';
import type { Training } from './workload.ts';

const HEADER = ['', 'before', 'after', 'difference'];

/** Prints a table a workload; what is measured before comes after an epoch that warms up. */
export async function watchMemory({ work, rows, steps }: BenchOptions): Promise<void> {
  const wasmBytes = countWebAssemblyMemory();
  await useBackend('cpu');
  console.log(machineDescription());
  for (const workload of chosenWorkloads(work, ['pima_b32'])) {
    if (workload.kind === 'training') await watch(workload, rows, steps, wasmBytes);
  }
}

async function watch(
  { name, network, loss, batchSize, full, load }: Training,
  rows: number | undefined,
  steps: number,
  wasmBytes: () => number,
): Promise<void> {
  const { x, y } = await load(Math.min(rows ?? full.rows, full.rows));
  using model = myelinModel(network, loss, false);
  const options = { batchSize, verbose: 0 } as const;
  await model.fit(x, y, { ...options, epochs: 1 });
  const before = await snapshot(wasmBytes);
  const stepsOfEpoch = Math.ceil(x.length / batchSize);
  const epochs = Math.ceil(steps / stepsOfEpoch);
  await model.fit(x, y, { ...options, epochs });
  const after = await snapshot(wasmBytes);
  const lines = Object.entries(before).map(([what, value]) => {
    const now = after[what] ?? Number.NaN;
    return [what, value, now, now - value].map((cell) => cell.toLocaleString('en-US'));
  });
  console.log(`\n${name}, ${(epochs * stepsOfEpoch).toLocaleString('en-US')} steps\n`);
  console.log(alignColumns([HEADER, ...lines]).join('\n'));
}

/** Whole numbers by what they count, after what nobody holds is gone. */
async function snapshot(wasmBytes: () => number): Promise<Readonly<Record<string, number>>> {
  await collectGarbage();
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  const { tensors, bytes } = memory();
  return {
    'heap, bytes': heapUsed,
    'array buffers, bytes': arrayBuffers,
    'resident, bytes': rss,
    tensors,
    'tensors, bytes': bytes,
    'WebAssembly, bytes': wasmBytes(),
  };
}
