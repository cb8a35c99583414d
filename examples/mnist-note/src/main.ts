/** The program of the first course note: a small network learns to read the digits of MNIST. */

import { mnist } from '@myelin/data';
import { readFlags } from '@myelin/example-terminal';
import { Dense, Dropout, Flatten, Softmax } from '@myelin/layers';
import { Sequential, setRandomSeed, useBackend } from 'myelin';

const { rows, epochs } = readFlags({ rows: 60_000, epochs: 5 });

await useBackend();
setRandomSeed(100);
const { train, test } = await mnist.load();
const x = train.images.slice(0, rows).div(255);
const xTest = test.images.slice(0, rows).div(255);
const yTest = test.labels.slice(0, rows);

const model = new Sequential([
  new Flatten({ inputShape: [28, 28] }),
  new Dense({ units: 128, activation: 'relu' }),
  new Dropout({ rate: 0.2 }),
  new Dense({ units: 10, activation: 'softmax' }),
]);
model.compile({
  optimizer: 'adam',
  loss: 'sparse_categorical_crossentropy',
  metrics: ['accuracy'],
});
model.summary();

await model.fit(x, train.labels.slice(0, rows), { epochs });
const { accuracy } = await model.evaluate(xTest, yTest, { verbose: 2, returnDict: true });
console.log(`accuracy on ${yTest.length} images it has never seen: ${accuracy?.toFixed(4)}`);

const five = xTest.slice(0, 5);
const probabilities = await model.predict(five, { verbose: 0 });
console.log(`\npredictions ${probabilities.argMax()}\nlabels      ${yTest.slice(0, 5)}`);
console.log(`greatest probabilities ${greatest(probabilities)}`);

// A model is a layer, so a Softmax can be put behind it, as the note does. But the model ends in a softmax already:
// its outputs are between 0 and 1, and a second softmax turns a certain 1 among nine 0s into e / (e + 9) = 0.2320.
const twice = new Sequential([model, new Softmax()]);
const flattened = await twice.predict(five, { verbose: 0 });
console.log(`with a second softmax  ${greatest(flattened)}: never above 0.2320`);

function greatest(distributions: typeof probabilities): string {
  return Array.from({ length: distributions.length }, (_, i) =>
    distributions.row(i).max().toFixed(4),
  ).join(' ');
}
