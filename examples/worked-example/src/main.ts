/** The example that the third course note works out: x = (1, -1) through two nodes to one, forward, and then backward. */

import { Dense, Sequential, SGD, useBackend } from 'myelin';
import { expressible, logit, sigmoid } from './by-hand.ts';

await useBackend();
const target = 0.4;

// What the note says: inputs 1 and -1, weights 2 and 1, and 0.73 and 0.5 after the activation.
console.log('By hand');
const first = sigmoid(1 * 2 + -1 * 1);
console.log(`  first node: sigmoid(1 · 2 + (-1) · 1) = sigmoid(1) = ${first.toFixed(6)}`);
// The weights of the second node are in a picture that is lost. 0.5 = sigmoid(0), so its sum is 0; 1 and 1 do that.
const second = sigmoid(1 * 1 + -1 * 1);
console.log(`  second node: sigmoid(1 · 1 + (-1) · 1) = sigmoid(0) = ${second.toFixed(6)}`);
console.log(`  error of the prediction: 0.436 - 0.4 = ${(0.436 - target).toFixed(3)}`);
console.log(`  its square: ${((0.436 - target) ** 2).toFixed(6)}`);

console.log('\nWhat the text does not let one recompute');
console.log('  - The weights of the second node: any that add up to 0 give its 0.5.');
console.log(`  - 0.436 as the output of a sigmoid: its sum would be ${logit(0.436).toFixed(4)}.`);
const tried = expressible([first, second], 0.436);
console.log(
  `    ${tried.found} of ${tried.pairs} pairs of weights from -5 to 5 in steps of 0.5 round to 0.436.`,
);
console.log(
  '  Here the second node has weights 1 and 1, and the output 0.5 and -1.2459: both ours.',
);

const model = new Sequential([
  new Dense({ units: 2, activation: 'sigmoid', inputShape: [2], name: 'hidden' }),
  new Dense({ units: 1, activation: 'sigmoid', name: 'output' }),
]);
// Kernels have a row for each input and a column for each unit.
model.setWeights([
  [
    [2, 1],
    [1, 1],
  ],
  [0, 0],
  [[0.5], [-1.2459]],
  [0],
]);
model.compile({ optimizer: new SGD({ learningRate: 1 }), loss: 'mean_squared_error' });

console.log('\nBy trace');
const trace = await model.trace([[1, -1]], [[target]]);
trace.print();

// The influence of each weight on the loss, as the note calls the gradient, says which way to change it.
console.log('\nGradient descent');
for (let step = 0; step <= 30; step++) {
  const { loss } = await model.trace([[1, -1]], [[target]]);
  if (step % 10 === 0) {
    const prediction = model.predictOnBatch([[1, -1]]).at(0, 0);
    console.log(
      `  step ${String(step).padStart(2)}: prediction ${prediction.toFixed(4)}, loss ${loss.toExponential(2)}`,
    );
  }
  await model.trainOnBatch([[1, -1]], [[target]]);
}
