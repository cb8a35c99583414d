/** Trains a transformer block: sequences of 100, 128 features, 4 heads, batches of 64, Adam. As `python/attention.py`. */

import {
  Add,
  Dense,
  Input,
  LayerNormalization,
  Model,
  MultiHeadAttention,
  useBackend,
} from 'myelin';
import { noise } from '../data.ts';
import { timeTraining } from './time-training.ts';

const BATCH = 64;
const STEPS = 100;
const FEATURES = 128;
const HEADS = 4;
const BATCHES = 4;

await useBackend('cpu');
const rows = BATCH * BATCHES;
const sequences = () => noise(rows * STEPS, FEATURES).reshape([rows, STEPS, FEATURES]);
const inputs = new Input({ shape: [STEPS, FEATURES] });
const attention = new MultiHeadAttention({ numHeads: HEADS, keyDim: FEATURES / HEADS });
const seen = attention.apply([inputs, inputs]);
const hidden = new LayerNormalization().apply(new Add().apply([inputs, seen]));
const wide = new Dense({ units: 512, activation: 'relu' }).apply(hidden);
const narrow = new Dense({ units: FEATURES }).apply(wide);
const outputs = new LayerNormalization().apply(new Add().apply([hidden, narrow]));
const model = new Model({ inputs, outputs });
model.compile({ optimizer: 'adam', loss: 'mse' });
await timeTraining({ work: 'attention', model, x: sequences(), y: sequences(), batchSize: BATCH });
