/** Trains an LSTM: 100 time steps of 64 features, 128 units, batches of 64, Adam. The same as `python/recurrent.py`. */

import { Dense, LSTM, NdArray, Sequential, useBackend } from 'myelin';
import { noise } from '../data.ts';
import { timeTraining } from './time-training.ts';

const BATCH = 64;
const STEPS = 100;
const FEATURES = 64;
const CLASSES = 10;
const BATCHES = 10;

await useBackend('cpu');
const rows = BATCH * BATCHES;
const x = noise(rows * STEPS, FEATURES).reshape([rows, STEPS, FEATURES]);
const y = new NdArray(
  Int32Array.from({ length: rows }, (_, i) => i % CLASSES),
  [rows],
);
const model = new Sequential([
  new LSTM({ units: 128, inputShape: [STEPS, FEATURES] }),
  new Dense({ units: CLASSES, activation: 'softmax' }),
]);
model.compile({ optimizer: 'adam', loss: 'sparse_categorical_crossentropy' });
await timeTraining({ work: 'recurrent', model, x, y, batchSize: BATCH });
