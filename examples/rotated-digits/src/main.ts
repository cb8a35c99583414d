/** Digits turned, shifted and scrambled: what a dense network makes of them, and a convolutional one. */

import { loadDigitImages } from '@myelin/example-digit-images';
import {
  drawPicture,
  drawPlot,
  type Point,
  readFlags,
  sideBySide,
  terminal,
} from '@myelin/example-terminal';
import {
  type AffineMatrix,
  getRotationMatrix2D,
  type NdArray,
  setRandomSeed,
  useBackend,
  warpAffine,
} from 'myelin';
import { accuracyOf, convolutional, dense, trained } from './networks.ts';
import { scrambled, shifted, turned } from './transformations.ts';

const { rows, epochs } = readFlags({ rows: 6000, epochs: 5 });

await useBackend();
setRandomSeed(100);
const { source, train, test } = await loadDigitImages(rows);
const images = (some: NdArray): NdArray => some.reshape([-1, 28, 28, 1]).div(255);
const x = images(train.images);
const xTest = images(test.images).slice(0, 1000);
const yTest = test.labels.slice(0, 1000);
console.log(`${x.length} images for training, ${xTest.length} for testing, from ${source}`);

const networks = {
  MLP: await trained(dense(), x, train.labels, epochs),
  CNN: await trained(convolutional(), x, train.labels, epochs),
};
for (const [name, network] of Object.entries(networks)) {
  const accuracy = await accuracyOf(network, xTest, yTest);
  console.log(`${name}: ${network.countParams()} parameters, accuracy ${accuracy.toFixed(3)}`);
}

// The note's own picture: the sixth one, turned by 20 degrees about (20, 25) and moved by 3 pixels each way.
const picture = x.row(5);
const [[a, b, right], [c, d, down]] = getRotationMatrix2D([20, 25], 20, 1);
const matrix: AffineMatrix = [
  [a, b, right + 3],
  [c, d, down + 3],
];
const seen = { before: picture, after: warpAffine(picture, matrix, [28, 28]) };
const { columns, colors } = terminal();
const pictures = await Promise.all(
  Object.entries(seen).map(async ([when, image]) => {
    const probabilities = await networks.MLP.predict(image.reshape([1, 28, 28, 1]), { verbose: 0 });
    const index = probabilities.argMax().at(0);
    const value = probabilities.at(0, index).toFixed(2);
    const lines = drawPicture(image.reshape([28, 28]), 1, colors);
    return { lines, caption: `${when}: MLP says ${index} (${value})` };
  }),
);
console.log(`\nImage 5, a ${train.labels.at(5)}, and the same under the note's matrix:`);
console.log(sideBySide(pictures, columns));

await sweep('degrees', [-60, -45, -30, -15, 0, 15, 30, 45, 60], turned);
await sweep('pixels to the right', [0, 1, 2, 3, 4, 5, 6], shifted);

// One order of the pixels for all images: a neighbor is no neighbor any more, but nothing is lost.
const order = { x: scrambled(x), xTest: scrambled(xTest) };
console.log('\nTrained and tested on pixels in an order drawn by lot:');
for (const [name, make] of Object.entries({ MLP: dense, CNN: convolutional })) {
  using network = await trained(make(), order.x, train.labels, epochs);
  const before = await accuracyOf(networks[name as 'MLP' | 'CNN'], xTest, yTest);
  const after = await accuracyOf(network, order.xTest, yTest);
  const change = (100 * (after - before)).toFixed(1);
  console.log(`${name}: ${before.toFixed(3)} before, ${after.toFixed(3)} now, ${change} points`);
}

/** Accuracy of both networks, as it depends on how far the test images are moved. */
async function sweep(
  unit: string,
  amounts: readonly number[],
  transformation: (images: NdArray, amount: number) => Promise<NdArray>,
): Promise<void> {
  const curves: Record<keyof typeof networks, Point[]> = { MLP: [], CNN: [] };
  console.log(`\n${unit.padStart(20)}    MLP    CNN`);
  for (const amount of amounts) {
    const changed = await transformation(xTest, amount);
    const MLP = await accuracyOf(networks.MLP, changed, yTest);
    const CNN = await accuracyOf(networks.CNN, changed, yTest);
    curves.MLP.push([amount, MLP]);
    curves.CNN.push([amount, CNN]);
    console.log(`${String(amount).padStart(20)}  ${MLP.toFixed(3)}  ${CNN.toFixed(3)}`);
  }
  const options = { title: 'accuracy', xLabel: unit, xTicks: amounts, yRange: [0, 1] } as const;
  console.log(`\n${drawPlot(curves, options, terminal())}`);
}
