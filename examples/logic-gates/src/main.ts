/** What a single neuron can learn, what it cannot, and how a hidden layer helps. */

import { Adam, Dense, ndArray, Sequential, setRandomSeed, useBackend } from 'myelin';

await useBackend();

const inputs = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
const gates = { AND: [0, 0, 0, 1], OR: [0, 1, 1, 1], XOR: [0, 1, 1, 0] };

const neuron = () => [new Dense({ units: 1, activation: 'sigmoid', inputShape: [2] })];
const hiddenLayer = () => [
  new Dense({ units: 8, activation: 'tanh', inputShape: [2] }),
  new Dense({ units: 1, activation: 'sigmoid' }),
];

await learn('AND', gates.AND, 'a single neuron', neuron);
await learn('OR', gates.OR, 'a single neuron', neuron);
// One neuron draws one straight line. None has (0, 1) and (1, 0) on one side and (0, 0) and (1, 1) on the other, so
// the best that it can do is to answer 0.5 to everything: a loss of ln 2 = 0.6931.
await learn('XOR', gates.XOR, 'a single neuron', neuron);
await learn('XOR', gates.XOR, 'eight hidden neurons', hiddenLayer);

async function learn(
  gate: string,
  outputs: number[],
  who: string,
  layers: () => Dense[],
): Promise<void> {
  setRandomSeed(1);
  const model = new Sequential(layers());
  model.compile({ optimizer: new Adam({ learningRate: 0.1 }), loss: 'binary_crossentropy' });
  const targets = outputs.map((output) => [output]);
  const { history } = await model.fit(inputs, targets, { epochs: 200, verbose: 0 });
  const answers = await model.predict(inputs, { verbose: 0 });

  const right = outputs.filter((output, i) => Math.round(answers.at(i, 0)) === output).length;
  console.log(
    `\n${gate} with ${who}: ${right} of 4 right, loss ${history.loss?.at(-1)?.toFixed(4)}\n`,
  );
  for (const [i, [a, b]] of inputs.entries()) {
    console.log(`  ${a} ${gate} ${b} = ${outputs[i]}   it says ${answers.at(i, 0).toFixed(3)}`);
  }
  console.log(`\n${await surface(model)}`);
}

/** What the model says about every point of a square, the four inputs marked 0 and 1 by what it answers there. */
async function surface(model: Sequential): Promise<string> {
  const columns = 41;
  const rows = 17;
  const at = (i: number, count: number) => -0.5 + (2 * i) / (count - 1);
  const points = Array.from({ length: rows * columns }, (_, i) => [
    at(i % columns, columns),
    at(rows - 1 - Math.floor(i / columns), rows),
  ]);
  const answers = await model.predict(ndArray(points), { verbose: 0, batchSize: points.length });
  const signs = points.map(([a, b], i) => {
    const answer = answers.at(i, 0);
    const isInput = inputs.some(([p, q]) => p === a && q === b);
    return isInput
      ? String(Math.round(answer))
      : (' ░▒▓█'[Math.min(4, Math.floor(answer * 5))] ?? ' ');
  });
  return Array.from(
    { length: rows },
    (_, row) => `  ${signs.slice(row * columns, (row + 1) * columns).join('')}`,
  ).join('\n');
}
