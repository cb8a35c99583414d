/** The seven workloads that the course notes train. */

import { advertising, imdbLike, mnistImages, mnistRows, pima, xor } from './data.ts';
import type { Workload } from './workload.ts';

export const workloads: readonly Workload[] = [
  {
    name: 'mlp128_b32',
    network: {
      kind: 'dense',
      widths: [784, 128, 10],
      activations: ['relu', 'softmax'],
      dropout: { 0: 0.2 },
    },
    loss: 'sparse_categorical_crossentropy',
    batchSize: 32,
    epochs: 1,
    quickRows: 3200,
    load: mnistRows,
  },
  {
    name: 'mlp512_b1000',
    network: {
      kind: 'dense',
      widths: [784, 512, 512, 10],
      activations: ['relu', 'relu', 'softmax'],
      dropout: {},
    },
    loss: 'sparse_categorical_crossentropy',
    batchSize: 1000,
    epochs: 1,
    quickRows: 2000,
    load: mnistRows,
  },
  {
    name: 'pima_b32',
    network: {
      kind: 'dense',
      widths: [8, 128, 128, 1],
      activations: ['linear', 'relu', 'sigmoid'],
      dropout: { 1: 0.2 },
    },
    loss: 'binary_crossentropy',
    batchSize: 32,
    epochs: 20,
    quickRows: 614,
    load: pima,
  },
  {
    name: 'adv_b5',
    network: {
      kind: 'dense',
      widths: [4, 10, 1],
      activations: ['linear', 'linear'],
      dropout: {},
    },
    loss: 'mean_squared_error',
    batchSize: 5,
    epochs: 20,
    quickRows: 140,
    load: advertising,
  },
  {
    name: 'xor_b4',
    network: { kind: 'dense', widths: [2, 8, 1], activations: ['relu', 'sigmoid'], dropout: {} },
    loss: 'binary_crossentropy',
    batchSize: 4,
    epochs: 300,
    quickRows: 4,
    load: xor,
  },
  {
    name: 'imdb_b512',
    network: {
      kind: 'dense',
      widths: [10000, 16, 16, 1],
      activations: ['relu', 'relu', 'sigmoid'],
      dropout: {},
    },
    loss: 'binary_crossentropy',
    batchSize: 512,
    epochs: 1,
    quickRows: 2048,
    load: imdbLike,
  },
  {
    name: 'cnn_b128',
    network: { kind: 'cnn' },
    loss: 'sparse_categorical_crossentropy',
    batchSize: 128,
    epochs: 1,
    quickRows: 384,
    load: mnistImages,
  },
];
