/** The arithmetic of the course notes, recomputed. */

import {
  Dense,
  Flatten,
  type Loss,
  losses,
  Sequential,
  sigmoid,
  softmax,
  useBackend,
} from 'myelin';

const { BinaryCrossentropy, CategoricalCrossentropy, SparseCategoricalCrossentropy } = losses;

await useBackend();

// Cat, tiger, dog: three pictures, the probabilities a network gave them, and the two ways to write the truth.
const animals = [
  [0.6, 0.3, 0.1],
  [0.3, 0.6, 0.1],
  [0.1, 0.7, 0.2],
];
const oneHot = [
  [0, 1, 0],
  [0, 0, 1],
  [1, 0, 0],
];
show('categorical crossentropy', value(new CategoricalCrossentropy(), oneHot, animals));
show('the same, of class numbers', value(new SparseCategoricalCrossentropy(), [1, 2, 0], animals));
show(
  'binary crossentropy',
  value(new BinaryCrossentropy(), [[1, 0, 0, 1]], [[0.8, 0.3, 0.5, 0.9]]),
);

// Only the probability of the right class counts: -ln 0.6, -ln 0.6, -ln 0.3, and their mean.
const votes = [
  [0.1, 0.3, 0.6],
  [0.2, 0.6, 0.2],
  [0.3, 0.4, 0.3],
];
const each = new SparseCategoricalCrossentropy({ reduction: 'none' });
using samples = each.apply([2, 1, 0], votes);
show('crossentropy of three samples', ...samples.dataSync());
show('their mean', value(new SparseCategoricalCrossentropy(), [2, 1, 0], votes));

using squashed = sigmoid(Float32Array.of(1, 0, -6, 6));
show('sigmoid of 1, 0, -6, 6', ...squashed.dataSync());

// What an untrained network said of the first image. It ends in a softmax, so these are probabilities already; the
// note takes them for logits and applies softmax once more, which only flattens them.
const untrained = [
  0.30874717, 0.05911743, 0.07364181, 0.07375877, 0.07602702, 0.07852488, 0.09194738, 0.08101318,
  0.05992001, 0.09730238,
];
using flattened = softmax(Float32Array.from(untrained));
console.log('\ndigit   network   softmax of that');
for (const [digit, probability] of [...flattened.dataSync()].entries()) {
  console.log(`    ${digit}  ${untrained[digit]?.toFixed(6)}   ${probability.toFixed(6)}`);
}
show('greatest value that a second softmax can give, e / (e + 9)', Math.E / (Math.E + 9));

const model = new Sequential([
  new Flatten({ inputShape: [28, 28] }),
  new Dense({ units: 128, activation: 'relu' }),
  new Dense({ units: 10, activation: 'softmax' }),
]);
console.log(`\n784 · 128 + 128 + 128 · 10 + 10 = ${model.countParams()} parameters`);

function value(loss: Loss, yTrue: number[] | number[][], yPred: number[][]): number {
  using result = loss.apply(yTrue, yPred);
  return result.dataSync()[0] ?? Number.NaN;
}

function show(what: string, ...numbers: number[]): void {
  console.log(`${what}: ${numbers.map((number) => number.toFixed(6)).join('  ')}`);
}
