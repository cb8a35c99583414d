/** What a compiled step takes with each optimizer, beside Adam. */

import type { Optimizer } from 'myelin';
import * as optimizers from 'myelin';
import { median } from './compare/statistics.ts';
import { forTrainings, type Task, timesInTurns } from './in-turns.ts';
import type { BenchOptions } from './options.ts';
import { myelinModel } from './processes/myelin-model.ts';
import { alignColumns } from './tables/align.ts';
import { numberText } from './tables/number-text.ts';

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
export function compareOptimizers(options: BenchOptions): Promise<void> {
  return forTrainings(options, printTable);
}

async function printTable(task: Task): Promise<void> {
  const { name, network, loss, batchSize, steps, rounds, x, y } = task;
  const models = Object.entries(CONTENDERS).map(
    ([title, make]) => [title, myelinModel(network, loss, false, make())] as const,
  );
  const contenders = Object.fromEntries(
    models.map(([title, model]) => [
      title,
      () => model.fit(x, y, { batchSize, epochs: 1, verbose: 0 }),
    ]),
  );
  for (const train of Object.values(contenders)) await train();
  const times = await timesInTurns(contenders, rounds);
  const adam = median(times.Adam ?? []);
  const lines = models.map(([title, model]) => {
    const isCompiled = /operation by operation/.test(model.explain()) ? 'no' : 'yes';
    const all = times[title] ?? [];
    const time = median(all);
    model.dispose();
    return [
      title,
      numberText(time / steps),
      numberText(Math.min(...all) / steps),
      numberText(time / adam),
      isCompiled,
    ];
  });
  console.log(`\n${name}, ${steps} steps, ${rounds} rounds\n`);
  const header = ['optimizer', 'ms a step', 'least', 'of Adam', 'compiled'];
  console.log(alignColumns([header, ...lines], 2).join('\n'));
}
