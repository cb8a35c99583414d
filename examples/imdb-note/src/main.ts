/** The film reviews of the fifth course note: a network learns them by heart, and two remedies against that. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { drawCurves, readFlags, terminal } from '@myelin/example-terminal';
import { diagnoseFit, setRandomSeed, useBackend } from 'myelin';
import { inventReviews } from './invented-reviews.ts';
import { networks } from './networks.ts';
import { readReviews } from './reviews.ts';

const { rows, epochs, words } = readFlags({ rows: 4000, epochs: 20, words: 10_000 });

await useBackend();
const folder = process.env.MYELIN_DATA ?? '';
const isThere = existsSync(join(folder, 'imdb'));
// A quarter is kept for validation.
const count = Math.round((4 / 3) * rows);
const { x, y } = isThere ? readReviews(folder, count, words) : inventReviews(count, words);
const validationData = [x.slice(rows), y.slice(rows)] as const;
console.log(
  `${rows} reviews for training, ${count - rows} for validation${isThere ? '' : ', invented (MYELIN_DATA has no imdb)'}`,
);

const losses: Record<string, readonly number[]> = {};
for (const [name, make] of Object.entries(networks)) {
  setRandomSeed(100);
  using network = make(words);
  network.compile({ optimizer: 'adam', loss: 'binary_crossentropy', metrics: ['accuracy'] });
  const history = await network.fit(x.slice(0, rows), y.slice(0, rows), {
    epochs,
    batchSize: 128,
    validationData,
    verbose: 0,
  });
  const { val_loss = [], val_accuracy = [], accuracy = [] } = history.history;
  losses[name] = val_loss;
  console.log(`\n${name}: ${network.countParams()} parameters`);
  console.log(
    `accuracy ${accuracy.at(-1)?.toFixed(3)} in training, ${val_accuracy.at(-1)?.toFixed(3)} in validation`,
  );
  const { verdict, explanation } = diagnoseFit(history);
  console.log(`${verdict}: ${explanation}`);
}

const names = Object.keys(losses);
console.log(`\nValidation loss\nepoch${names.map((name) => name.padStart(9)).join('')}`);
for (let epoch = 0; epoch < epochs; epoch++) {
  const values = names.map((name) => losses[name]?.[epoch]?.toFixed(3).padStart(9));
  console.log(`${String(epoch + 1).padStart(5)}${values.join('')}`);
}
console.log(`\n${drawCurves('validation loss', losses, terminal())}`);
