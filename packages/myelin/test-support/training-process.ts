/**
 * A training that can be killed: `node training-process.mjs FOLDER SEED`.
 *
 * Prints a line when it begins and after each epoch, and at the end writes what came out to `FOLDER/outcome.json`.
 */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Adam,
  BackupAndRestore,
  Callback,
  CSVLogger,
  Dense,
  Dropout,
  EarlyStopping,
  ndArray,
  RandomSource,
  ReduceLROnPlateau,
  Sequential,
  setRandomSeed,
  useBackend,
} from '../src/index.ts';

class Progress extends Callback {
  override onTrainBegin(): void {
    console.log('training');
  }
  override onEpochEnd(epoch: number): void {
    console.log(`epoch ${epoch}`);
  }
}

const [folder = '', seed = '0'] = process.argv.slice(2);
const rows = 2000;
const random = new RandomSource(1);
const x = ndArray(
  Float32Array.from({ length: rows * 8 }, () => random.normal()),
  [rows, 8],
);
const y = ndArray(
  Float32Array.from({ length: rows }, (_, i) => (x.at(i, 0) * x.at(i, 1) > 0 ? 1 : 0)),
);

await useBackend('cpu');
setRandomSeed(Number(seed));
const model = new Sequential([
  new Dense({ units: 32, activation: 'relu', inputShape: [8] }),
  new Dropout({ rate: 0.2 }),
  new Dense({ units: 1, activation: 'sigmoid' }),
]);
model.compile({
  optimizer: new Adam({ learningRate: 0.01 }),
  loss: 'binary_crossentropy',
  metrics: ['accuracy'],
});
const { history, epoch } = await model.fit(x, y, {
  epochs: 30,
  batchSize: 4,
  validationSplit: 0.2,
  verbose: 0,
  callbacks: [
    new Progress(),
    new BackupAndRestore({ backupDir: join(folder, 'backup'), saveFreq: 150 }),
    new EarlyStopping({ patience: 30, restoreBestWeights: true }),
    new ReduceLROnPlateau({ patience: 2, factor: 0.5 }),
    new CSVLogger({ filename: join(folder, 'log.csv') }),
  ],
});
const weights = model.getWeights().map(({ data }) => [...data]);
const { history: next } = await model.fit(x, y, { batchSize: 100, verbose: 0 });
writeFileSync(join(folder, 'outcome.json'), JSON.stringify({ history, epoch, weights, next }));
