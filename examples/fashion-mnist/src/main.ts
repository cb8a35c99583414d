/** Ten kinds of clothes: a network of two layers learns to tell them apart, and shows what it sees. */

import { drawPicture, readFlags, sideBySide, terminal } from '@myelin/example-terminal';
import {
  Dense,
  Flatten,
  fashionMnist,
  Rescaling,
  Sequential,
  setRandomSeed,
  useBackend,
} from 'myelin';

const { rows, epochs } = readFlags({ rows: 60_000, epochs: 10 });

await useBackend();
setRandomSeed(100);
const { train, test } = await fashionMnist.load();
const { classNames } = fashionMnist;
const x = test.images.slice(0, rows);
const y = test.labels.slice(0, rows);

const model = new Sequential([
  new Rescaling({ scale: 1 / 255, inputShape: [28, 28] }),
  new Flatten(),
  new Dense({ units: 128, activation: 'relu' }),
  new Dense({ units: 10, activation: 'softmax' }),
]);
model.compile({
  optimizer: 'adam',
  loss: 'sparse_categorical_crossentropy',
  metrics: ['accuracy'],
});
model.summary();

await model.fit(train.images.slice(0, rows), train.labels.slice(0, rows), { epochs });
const { accuracy } = await model.evaluate(x, y, { verbose: 2, returnDict: true });
console.log(`accuracy on ${y.length} images it has never seen: ${accuracy?.toFixed(4)}\n`);

const { columns, colors } = terminal();
const shown = x.slice(0, 6);
const probabilities = await model.predict(shown, { verbose: 0 });
const guesses = probabilities.argMax();
const pictures = Array.from({ length: shown.length }, (_, i) => {
  const guess = guesses.at(i);
  const guessed = `${classNames[guess]} ${(100 * probabilities.at(i, guess)).toFixed(0)} %`;
  const wrong = guess === y.at(i) ? '' : `, is ${classNames[y.at(i)]}`;
  return { lines: drawPicture(shown.row(i), 255, colors), caption: guessed + wrong };
});
console.log(sideBySide(pictures, columns));
