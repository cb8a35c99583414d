/** What a compiled step takes with each optimizer, beside Adam. */

import * as optimizers from 'myelin';
import { type Optimizer, useBackend } from 'myelin';
import { median } from './compare/statistics.ts';
import { machineDescription } from './machine-description.ts';
import { type BenchOptions, chosenWorkloads } from './options.ts';
import { myelinModel } from './processes/myelin-model.ts';
import { alignColumns } from './tables/align.ts';
import { numberText } from './tables/number-text.ts';
import type { Training } from './workload.ts';

/** In the order of their arithmetic, roughly. */
const CONTENDERS: Readonly<Record<string, () => Optimizer>> = {
  Adam: () => new optimizers.Adam(),
  SGD: () => new optimizers.SGD(),
  'SGD, momentum': () => new optimizers.SGD({ momentum: 0.9 }),
  'SGD, nesterov': () => new optimizers.SGD({ momentum: 0.9, nesterov: true }),
  Lion: () => new optimizers.Lion(),
  Adagrad: () => new optimizers.Adagrad(),
  RMSprop: () => new optimizers.RMSprop(),
  'RMSprop, centered': () => new optimizers.RMSprop({ centered: true, momentum: 0.9 }),
  Adamax: () => new optimizers.Adamax(),
  Adadelta: () => new optimizers.Adadelta(),
  AdamW: () => new optimizers.AdamW(),
  Nadam: () => new optimizers.Nadam(),
  'Adam, amsgrad': () => new optimizers.Adam({ amsgrad: true }),
  'Adam, useEma': () => new optimizers.Adam({ useEma: true }),
  'Adam, globalClipnorm': () => new optimizers.Adam({ globalClipnorm: 1 }),
  'Adam, CosineDecay': () =>
    new optimizers.Adam({
      learningRate: new optimizers.CosineDecay({ initialLearningRate: 0.001, decaySteps: 10_000 }),
    }),
  Ftrl: () => new optimizers.Ftrl(),
  Lamb: () => new optimizers.Lamb(),
  Adafactor: () => new optimizers.Adafactor(),
  Muon: () => new optimizers.Muon(),
  'LossScaleOptimizer of Adam': () =>
    new optimizers.LossScaleOptimizer({ innerOptimizer: new optimizers.Adam() }),
};

/** Prints a table a workload: milliseconds a step, and how they compare with Adam's. */
export async function compareOptimizers({
  work,
  rows,
  rounds,
  threads,
}: BenchOptions): Promise<void> {
  process.env.MYELIN_THREADS = String(threads);
  await useBackend('cpu');
  console.log(machineDescription());
  for (const workload of chosenWorkloads(work, ['mlp128_b32', 'pima_b32'])) {
    if (workload.kind === 'training') await tableOf(workload, rows, rounds);
  }
}

async function tableOf(
  workload: Training,
  limit: number | undefined,
  rounds: number,
): Promise<void> {
  const { name, network, loss, batchSize, full, load } = workload;
  const rows = Math.min(limit ?? 10_000, full.rows);
  const { x, y } = await load(rows);
  const steps = Math.ceil(rows / batchSize);
  const contenders = Object.entries(CONTENDERS).map(([title, make]) => {
    const model = myelinModel(network, loss, false, make());
    const train = () => model.fit(x, y, { batchSize, epochs: 1, verbose: 0 });
    return { title, model, train, times: [] as number[] };
  });
  for (const { train } of contenders) await train();
  // In turns, so that a noisy moment of the machine meets all of them.
  for (let round = 0; round < rounds; round++) {
    for (const { train, times } of contenders) {
      const start = performance.now();
      await train();
      times.push((performance.now() - start) / steps);
    }
  }
  const adam = median(contenders[0]?.times ?? []);
  const lines = contenders.map(({ title, model, times }) => {
    const isCompiled = /operation by operation/.test(model.explain()) ? 'no' : 'yes';
    const time = median(times);
    model.dispose();
    return [
      title,
      numberText(time),
      numberText(Math.min(...times)),
      numberText(time / adam),
      isCompiled,
    ];
  });
  console.log(`\n${name}, ${steps} steps, ${rounds} rounds\n`);
  const header = ['optimizer', 'ms a step', 'least', 'of Adam', 'compiled'];
  console.log(alignColumns([header, ...lines], 2).join('\n'));
}
