import { ArgumentError } from '@myelin/core';
import { expect, test } from 'vitest';
import { Adam } from './adam.ts';
import { RMSprop } from './rmsprop.ts';
import { SGD } from './sgd.ts';

const refused: readonly [string, () => unknown][] = [
  ['momentum', () => new SGD({ momentum: 1.5 })],
  ['nesterov', () => new SGD({ nesterov: 0.9 as unknown as boolean })],
  ['rho', () => new RMSprop({ rho: -0.1 })],
  ['momentum', () => new RMSprop({ momentum: Number.NaN })],
  ['epsilon', () => new RMSprop({ epsilon: -1e-7 })],
  ['centered', () => new RMSprop({ centered: 'yes' as unknown as boolean })],
  ['beta1', () => new Adam({ beta1: 1 })],
  ['beta2', () => new Adam({ beta2: 1 })],
  ['epsilon', () => new Adam({ epsilon: -1 })],
  ['amsgrad', () => new Adam({ amsgrad: 1 as unknown as boolean })],
  ['learningRate', () => new Adam({ learningRate: -1 })],
];

test.each(refused)('a bad `%s` is refused by its name', (option, make) => {
  expect(make).toThrow(ArgumentError);
  expect(make).toThrow(`\`${option}\``);
});

test('a near miss is answered with a suggestion', () => {
  expect(() => new Adam({ learningrate: 0.1 } as object)).toThrow(/did you mean `learningRate`/);
});
