// A program that trains by the native backend where that can run, and tells why where it cannot.
import { cpu } from '@myelin/backend-cpu';
import { native } from '@myelin/backend-native';
import { setRandomSeed, useBackend } from '@myelin/core';
import { Dense } from '@myelin/layers';
import { MeanSquaredError } from '@myelin/losses';
import { Sequential } from '@myelin/models';
import { Adam } from '@myelin/optimizers';

const answer = await native.available();
const { backend } = await useBackend(answer.available ? native : cpu);
setRandomSeed(7);

const model = new Sequential([new Dense({ units: 1, inputShape: [1] })]);
model.compile({ optimizer: new Adam({ learningRate: 0.1 }), loss: new MeanSquaredError() });

const x = [[0], [1], [2], [3]];
const y = [[-1], [1], [3], [5]];
const { history } = await model.fit(x, y, { epochs: 20, verbose: 0 });

const first = history.loss[0];
const last = history.loss.at(-1);
if (!(last < first)) throw new Error(`the loss did not fall: ${first}, then ${last}`);
const why = answer.available ? '' : `, for native says: ${answer.reason}`;
console.log(`${backend.name}: loss ${first.toFixed(3)}, then ${last.toFixed(3)}${why}`);
