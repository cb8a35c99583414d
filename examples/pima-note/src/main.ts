/** The Pima program of the first course note: training stops by itself once it no longer helps. */

import { EarlyStopping } from '@myelin/callbacks';
import { drawCurves, readFlags, terminal } from '@myelin/example-terminal';
import { Dense, Dropout } from '@myelin/layers';
import { type History, Sequential, setRandomSeed, useBackend } from 'myelin';
import { PrintDot } from './print-dot.ts';
import { readRecords } from './records.ts';

const { runs } = readFlags({ runs: 10 });
const { train, test } = await readRecords();
await useBackend('cpu');

const accuracies: number[] = [];
let history: History | undefined;
for (let seed = 0; seed < runs; seed++) {
  setRandomSeed(seed);
  const model = new Sequential([
    new Dense({ units: 128, inputShape: [8] }),
    new Dense({ units: 128, activation: 'relu' }),
    new Dropout({ rate: 0.2 }),
    new Dense({ units: 1, activation: 'sigmoid' }),
  ]);
  model.compile({ optimizer: 'adam', loss: 'binary_crossentropy', metrics: ['accuracy'] });
  const earlyStop = new EarlyStopping({ monitor: 'val_loss', patience: 10 });
  history = await model.fit(train.x, train.y, {
    epochs: 100,
    validationSplit: 0.2,
    verbose: 0,
    callbacks: [earlyStop, new PrintDot()],
  });
  const { accuracy = 0 } = await model.evaluate(test.x, test.y, { verbose: 0, returnDict: true });
  accuracies.push(accuracy);
  const best = earlyStop.bestEpoch + 1;
  console.log(
    `\nseed ${seed}: stopped after ${history.epoch.length} epochs, the best was ${best}; accuracy on ${test.y.length} people it has never seen: ${accuracy.toFixed(4)}`,
  );
  model.dispose();
}

const { loss = [], val_loss = [] } = history?.history ?? {};
console.log(drawCurves('loss', { training: loss, validation: val_loss }, terminal()));
const mean = accuracies.reduce((sum, one) => sum + one, 0) / runs;
const variance =
  accuracies.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(runs - 1, 1);
console.log(`accuracy over ${runs} seeds: ${mean.toFixed(4)} ± ${Math.sqrt(variance).toFixed(4)}`);
