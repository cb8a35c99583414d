import { expect, test } from 'vitest';
import { runOf } from '../../test-support/run-of.ts';
import { compare } from './comparison.ts';

const runs = [
  runOf('mlp', 'torch-eager', 6),
  runOf('mlp', 'myelin-cpu', 2),
  runOf('mlp', 'keras-jax', 3),
  runOf('mlp', 'myelin-cpu-1', 1),
  runOf('cnn', 'torch-eager', 5),
  runOf('mlp', 'myelin-cpu', 4),
  runOf('mlp', 'keras-jax', 5),
  runOf('mlp', 'myelin-cpu', 2.5),
];

test('medians and fastest runs are taken for each peer and workload', () => {
  const [mlp, cnn] = compare(runs, 'myelin-cpu');
  expect(mlp?.work).toBe('mlp');
  expect(
    mlp?.times.map(({ peer, runs, median, minimum }) => [peer, runs, median, minimum]),
  ).toEqual([
    ['myelin-cpu-1', 1, 1, 1],
    ['myelin-cpu', 3, 2.5, 2],
    ['keras-jax', 2, 4, 3],
    ['torch-eager', 1, 6, 6],
  ]);
  expect(cnn?.times).toHaveLength(1);
});

test('the ratio is the time of the best peer by that of the named variant', () => {
  const [mlp] = compare(runs, 'myelin-cpu');
  expect(mlp?.ours?.peer).toBe('myelin-cpu');
  expect(mlp?.bestPeer?.peer).toBe('keras-jax');
  expect(mlp?.ratio).toBe(4 / 2.5);
});

test('the fastest variant stands for Myelin where the named one did not run', () => {
  expect(compare(runs, 'myelin-native')[0]?.ratio).toBe(4);
});

test('without Myelin, or without a peer, there is no ratio', () => {
  const [, cnn] = compare(runs, 'myelin-cpu');
  expect(cnn).toMatchObject({ ours: undefined, ratio: undefined });
  const [alone] = compare([runOf('mlp', 'myelin-cpu', 2)], 'myelin-cpu');
  expect(alone).toMatchObject({ bestPeer: undefined, ratio: undefined });
});
