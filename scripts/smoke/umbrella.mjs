// The same for a user of the umbrella package: everything is chosen by name, the backend by itself.
import { Dense, Sequential, setRandomSeed, useBackend } from 'myelin';

const { backend } = await useBackend();
setRandomSeed(7);

const model = new Sequential([new Dense({ units: 1, inputShape: [1] })]);
model.compile({ optimizer: 'adam', loss: 'mean_squared_error' });

const x = [[0], [1], [2], [3]];
const y = [[-1], [1], [3], [5]];
const { history } = await model.fit(x, y, { epochs: 5, verbose: 0 });

const first = history.loss[0];
const last = history.loss.at(-1);
if (!(last < first)) throw new Error(`the loss did not fall: ${first}, then ${last}`);
console.log(`${backend.name}: loss ${first.toFixed(3)}, then ${last.toFixed(3)}`);
