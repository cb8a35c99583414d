/** The seven trainings of the course notes, one of them on data of another type too, and two kinds of prediction. */

import { advertising, imdbLike, mnistImages, mnistRows, pima, xor } from './data.ts';
import type { Network, Training, Workload } from './workload.ts';

const smallMnistNetwork: Network = {
  kind: 'dense',
  widths: [784, 128, 10],
  activations: ['relu', 'softmax'],
  dropout: { 0: 0.2 },
};

const imdb: Training = {
  kind: 'training',
  name: 'imdb_b512',
  network: {
    kind: 'dense',
    widths: [10000, 16, 16, 1],
    activations: ['relu', 'relu', 'sigmoid'],
    dropout: {},
  },
  loss: 'binary_crossentropy',
  batchSize: 512,
  full: { rows: 15_000, repeats: 1 },
  quick: { rows: 2048, repeats: 1 },
  load: imdbLike,
};

export const workloads: readonly Workload[] = [
  {
    kind: 'training',
    name: 'mlp128_b32',
    network: smallMnistNetwork,
    loss: 'sparse_categorical_crossentropy',
    batchSize: 32,
    full: { rows: 60_000, repeats: 1 },
    quick: { rows: 3200, repeats: 1 },
    load: mnistRows,
  },
  {
    kind: 'training',
    name: 'mlp512_b1000',
    network: {
      kind: 'dense',
      widths: [784, 512, 512, 10],
      activations: ['relu', 'relu', 'softmax'],
      dropout: {},
    },
    loss: 'sparse_categorical_crossentropy',
    batchSize: 1000,
    full: { rows: 48_000, repeats: 2 },
    quick: { rows: 2000, repeats: 1 },
    load: mnistRows,
  },
  {
    kind: 'training',
    name: 'pima_b32',
    network: {
      kind: 'dense',
      widths: [8, 128, 128, 1],
      activations: ['linear', 'relu', 'sigmoid'],
      dropout: { 1: 0.2 },
    },
    loss: 'binary_crossentropy',
    batchSize: 32,
    full: { rows: 614, repeats: 20 },
    quick: { rows: 614, repeats: 5 },
    load: pima,
  },
  {
    kind: 'training',
    name: 'adv_b5',
    network: {
      kind: 'dense',
      widths: [4, 10, 1],
      activations: ['linear', 'linear'],
      dropout: {},
    },
    loss: 'mean_squared_error',
    batchSize: 5,
    full: { rows: 140, repeats: 20 },
    quick: { rows: 140, repeats: 20 },
    load: advertising,
  },
  {
    kind: 'training',
    name: 'xor_b4',
    network: { kind: 'dense', widths: [2, 8, 1], activations: ['relu', 'sigmoid'], dropout: {} },
    loss: 'binary_crossentropy',
    batchSize: 4,
    full: { rows: 4, repeats: 300 },
    quick: { rows: 4, repeats: 300 },
    load: xor,
  },
  imdb,
  {
    ...imdb,
    name: 'imdb_b512_f32',
    knownAs: imdb.name,
    load: async (rows) => {
      const { x, y } = await imdbLike(rows);
      return { x: x.astype('float32'), y };
    },
  },
  {
    kind: 'training',
    name: 'cnn_b128',
    network: { kind: 'cnn' },
    loss: 'sparse_categorical_crossentropy',
    batchSize: 128,
    full: { rows: 12_800, repeats: 1 },
    quick: { rows: 128, repeats: 1 },
    load: mnistImages,
  },
  {
    kind: 'prediction',
    name: 'predict_one',
    network: smallMnistNetwork,
    full: { rows: 1, repeats: 2000 },
    quick: { rows: 1, repeats: 500 },
  },
  {
    kind: 'prediction',
    name: 'predict_10000',
    network: smallMnistNetwork,
    full: { rows: 10_000, repeats: 10 },
    quick: { rows: 10_000, repeats: 1 },
  },
];
