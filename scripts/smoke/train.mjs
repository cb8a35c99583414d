// The first program of a user who takes only what it needs: a small model learns y = 2x - 1, on the CPU.
import { cpu } from '@myelin/backend-cpu';
import { setRandomSeed, useBackend } from '@myelin/core';
import { Dense } from '@myelin/layers';
import { MeanSquaredError } from '@myelin/losses';
import { Sequential } from '@myelin/models';
import { Adam } from '@myelin/optimizers';

await useBackend(cpu);
setRandomSeed(7);

const model = new Sequential([new Dense({ units: 1, inputShape: [1] })]);
model.compile({ optimizer: new Adam({ learningRate: 0.1 }), loss: new MeanSquaredError() });

const x = [[0], [1], [2], [3]];
const y = [[-1], [1], [3], [5]];
const { history } = await model.fit(x, y, { epochs: 20, verbose: 0 });

const first = history.loss[0];
const last = history.loss.at(-1);
if (!(last < first)) throw new Error(`the loss did not fall: ${first}, then ${last}`);
console.log(`loss ${first.toFixed(3)}, then ${last.toFixed(3)}`);
