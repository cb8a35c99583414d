/** Advertising and sales, as the second course note prepares them: a table, a split, a data set of batches. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readFlags } from '@myelin/example-terminal';
import {
  fromTensorSlices,
  metrics,
  type NdArray,
  permutation,
  readCsv,
  type Sequential,
  StandardScaler,
  setRandomSeed,
  trainTestSplit,
  useBackend,
} from 'myelin';
import { curved, linear, sigmoids } from './networks.ts';

const { epochs } = readFlags({ epochs: 100 });
const file = join(process.env.MYELIN_DATA ?? '', 'advertising', 'Advertising.csv');
if (!existsSync(file)) {
  console.log('MYELIN_DATA names no folder that holds advertising/Advertising.csv.');
  process.exit(0);
}
await useBackend('cpu');
setRandomSeed(100);

// `drop` gives another table. The note does not keep it, and so its network is given the numbers of the rows as well.
const raw = await readCsv(file);
raw.drop('Unnamed: 0');
console.log(`After drop, its result forgotten:  ${raw.columnNames.join(', ')}`);
const sales = raw.drop('Unnamed: 0');
console.log(
  `After drop, its result kept:       ${sales.columnNames.join(', ')}\n\n${sales.describe()}`,
);

// Four parts, of which two and two belong together: row by row what was spent and what was sold.
const split = { testSize: 0.3, seed: 100 };
const y = sales.column('Sales').toNdArray();
const [trainX, testX, trainY, testY] = trainTestSplit(sales.drop('Sales'), y, split);
const [numberedX, numberedTestX] = trainTestSplit(raw.drop('Sales'), split);
console.log(`\n${trainX.length} markets for training, ${testX.length} for testing`);

const batches = batchesOf(trainX.toNdArray(), trainY);
for await (const [features, label] of batches.take(1)) {
  console.log(`\nTV, radio and newspaper, one batch:\n${features}\nSales: ${label}`);
}

// Means and deviations are those of the training rows alone.
const scaler = new StandardScaler().fit(trainX);
const scaledX = scaler.transform(trainX);
// Shuffled apart from its rows: each market has the sales of another one.
const tornY = trainY.take(permutation(trainY.length, 1));

console.log(`\nOn markets not seen in training, after ${epochs} epochs    RMSE       R²`);
await judged('the sigmoids of the note', sigmoids(), batches, testX.toNdArray());
const withNumbers = batchesOf(numberedX.toNdArray(), trainY);
await judged(
  'its linear network, row numbers too',
  linear(),
  withNumbers,
  numberedTestX.toNdArray(),
);
const straight = await judged('the same without row numbers', linear(), batches, testX.toNdArray());
const scaledTestX = scaler.transform(testX);
const bent = await judged('scaled, with relu', curved(), batchesOf(scaledX, trainY), scaledTestX);
const torn = await judged(
  'x and y shuffled apart',
  curved(),
  batchesOf(scaledX, tornY),
  scaledTestX,
);

console.log(`\n${testX.with('Sales', testY).with('predicted', rounded(bent.predicted)).head(8)}`);

if (straight.r2 < 0.8 || bent.r2 < 0.93 || torn.r2 > 0.3) {
  console.error(
    'Expected an R² of at least 0.80 straight and 0.93 bent, and of at most 0.30 torn.',
  );
  process.exitCode = 1;
}

/** Pairs stay pairs: what is shuffled are rows of both. */
function batchesOf(x: NdArray, y: NdArray) {
  return fromTensorSlices([x, y]).shuffle(x.length).batch(5);
}

/** Trains a network, and prints how far it is off in other markets. */
async function judged(
  name: string,
  network: Sequential,
  data: ReturnType<typeof batchesOf>,
  otherX: NdArray,
): Promise<{ readonly predicted: NdArray; readonly r2: number }> {
  using model = network;
  await model.fit(data, { epochs, verbose: 0 });
  const predicted = await model.predict(otherX, { verbose: 0 });
  const rmse = metrics.rootMeanSquaredError(testY, predicted);
  const r2 = metrics.r2Score(testY, predicted);
  console.log(`${name.padEnd(48)}${rmse.toFixed(2).padStart(9)}${r2.toFixed(3).padStart(9)}`);
  return { predicted: predicted.reshape([-1]), r2 };
}

function rounded(values: NdArray): NdArray {
  return values.map((value) => Math.round(value * 10) / 10);
}
