/** The program of the second course note: a model made of calls of layers, and what it sees inside. */

import { loadDigitImages } from '@myelin/example-digit-images';
import { drawCurves, drawScatter, readFlags, terminal } from '@myelin/example-terminal';
import {
  Adam,
  Dense,
  Input,
  losses,
  Model,
  metrics,
  type NdArray,
  oneHot,
  setRandomSeed,
  useBackend,
} from 'myelin';
import { principalPlane } from './principal-plane.ts';
import { separation } from './separation.ts';

const { rows, epochs } = readFlags({ rows: 10_000, epochs: 6 });

await useBackend();
setRandomSeed(100);
const { source, train, test } = await loadDigitImages(rows);
console.log(`${train.images.length} images for training, from ${source}`);

// The note says that its reshape normalizes. It does not: dividing by 255 is what does.
const flat = (images: NdArray): NdArray => images.reshape([-1, 784]).div(255);
const x = flat(train.images);
const xTest = flat(test.images);
const y = oneHot(train.labels, 10);
const yTest = oneHot(test.labels, 10);

const input = new Input({ shape: [784] });
const hidden = new Dense({ units: 512, activation: 'relu' }).apply(input);
const deeper = new Dense({ units: 512, activation: 'relu' }).apply(hidden);
const output = new Dense({ units: 10, activation: 'softmax' }).apply(deeper);
const model = new Model({ inputs: input, outputs: output });
model.summary();

model.compile({
  loss: losses.categoricalCrossentropy,
  optimizer: new Adam({ learningRate: 0.001 }),
  metrics: [metrics.categoricalAccuracy],
});
const { history } = await model.fit(x, y, { validationSplit: 0.2, epochs, batchSize: 1000 });
console.log(`\nhistory: ${Object.keys(history).join(', ')}`);
const { loss = [], val_loss = [] } = history;
const logs = await model.evaluate(xTest, yTest, { verbose: 0, returnDict: true });
console.log(`Test accuracy: ${logs.categorical_accuracy?.toFixed(4)}\n`);
if (epochs > 1) {
  const curves = { 'training loss': loss, 'validation loss': val_loss };
  console.log(drawCurves('loss', curves, terminal()));
}

// Representation learning, as the note calls it: the same images as pixels and as the hidden layers have them.
const stages = { pixels: undefined, 'hidden layer 1': hidden, 'hidden layer 2': deeper };
for (const [name, stage] of Object.entries(stages)) {
  const seen = stage ? await hiddenValues(stage) : xTest.slice(0, 400);
  const labels = test.labels.slice(0, 400);
  const share = (100 * separation(seen, labels)).toFixed(0);
  console.log(`\n${name}: ${share} % of the spread lies between the digits, the rest within them`);
  const plane = principalPlane(seen);
  const marks = Array.from(labels.data, (label, i) => ({
    x: plane.at(i, 0),
    y: plane.at(i, 1),
    label,
  }));
  console.log(drawScatter(marks, 22, terminal()));
}

/** A model that ends in a hidden layer shares its weights with the one it is a part of. */
async function hiddenValues(outputs: typeof hidden): Promise<NdArray> {
  const part = new Model({ inputs: input, outputs });
  return part.predict(xTest.slice(0, 400), { verbose: 0 });
}
