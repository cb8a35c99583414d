import { expect, test } from 'vitest';
import { chosenWorkloads, isWanted, readOptions } from './options.ts';

test('all workloads and peers are compared in three rounds unless told otherwise', () => {
  const options = readOptions([]);
  expect(options).toMatchObject({ view: 'comparison', rounds: 3, output: 'table' });
  expect(chosenWorkloads(options.work)).toHaveLength(10);
  expect(isWanted('keras-jax', options.peer)).toBe(true);
});

test('a peer is named whole or by the beginning of its name', () => {
  expect(isWanted('keras-jax', ['keras'])).toBe(true);
  expect(isWanted('keras-jax', ['torch', 'keras-jax'])).toBe(true);
  expect(isWanted('keras-jax', ['kera'])).toBe(false);
});

test.each([
  { args: ['--work', 'mlp'], message: 'unknown workload mlp: use one of mlp128_b32, mlp512' },
  { args: ['--rounds', '0'], message: '--rounds must be a whole number of at least 1, received 0' },
  { args: ['--memory', '--breakdown'], message: 'use one of --breakdown, --memory' },
  { args: ['--wrong'], message: "Unknown option '--wrong'" },
])('$args is refused', ({ args, message }) => {
  expect(() => readOptions(args)).toThrow(message);
});
