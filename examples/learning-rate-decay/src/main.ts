/** Learning rate decay: each time that steps become smaller, the error falls once more. */

import { mkdir, writeFile } from 'node:fs/promises';
import { fashionMnist } from '@myelin/data';
import { drawCurves, readFlags, terminal } from '@myelin/example-terminal';
import { useBackend } from 'myelin';
import { plans } from './plans.ts';
import { drawStaircases } from './staircase.ts';
import { type Training, train } from './train.ts';

const { rows, epochs, runs } = readFlags({ rows: 6000, epochs: 24, runs: 1 });
await useBackend('cpu');
const data = await fashionMnist.load();

const trainings: Record<string, Training> = {};
for (const [name, callbacks] of Object.entries(plans)) {
  const accuracies: number[] = [];
  for (let seed = 0; seed < runs; seed++) {
    const training = await train(data, { rows, epochs, seed, callbacks: callbacks(epochs) });
    accuracies.push(training.accuracy);
    trainings[name] = training;
  }
  const { loss, validationLoss, rates } = trainings[name] as Training;
  const mean = accuracies.reduce((sum, one) => sum + one, 0) / runs;
  const variance =
    accuracies.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(runs - 1, 1);
  console.log(
    `\n${name}: accuracy ${mean.toFixed(4)} ± ${Math.sqrt(variance).toFixed(4)}, last learning rate ${rates.at(-1)?.toPrecision(2)}`,
  );
  console.log(drawCurves('loss', { training: loss, validation: validationLoss }, terminal()));
}

const folder = new URL('../.cache/', import.meta.url);
await mkdir(folder, { recursive: true });
await writeFile(new URL('staircase.svg', folder), drawStaircases(trainings));
console.log('\nThe staircase is drawn in examples/learning-rate-decay/.cache/staircase.svg');
