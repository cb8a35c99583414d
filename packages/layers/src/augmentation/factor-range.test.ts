import { ArgumentError } from '@myelin/core';
import { expect, test } from 'vitest';
import { factorRange, symmetricRange, withFactorRange } from './factor-range.ts';

const unit = { min: 0, max: 1 };
const signed = { min: -1, max: 1 };

test('one number stands for a range on both sides of 0, as far as there are two', () => {
  expect(factorRange('A', 'factor', 0.2, signed)).toEqual([-0.2, 0.2]);
  expect(factorRange('A', 'factor', -0.2, signed)).toEqual([-0.2, 0.2]);
  expect(factorRange('A', 'factor', 0.2, unit)).toEqual([0, 0.2]);
  expect(symmetricRange('A', 'factor', 0.2, unit)).toEqual([-0.2, 0.2]);
  expect(factorRange('A', 'factor', 0, signed)).toEqual([0, 0]);
});

test('a pair is taken in either order', () => {
  expect(factorRange('A', 'factor', [0.3, -0.1], signed)).toEqual([-0.1, 0.3]);
  expect(symmetricRange('A', 'factor', [0.3, -0.1], signed)).toEqual([-0.1, 0.3]);
});

test('as in Keras, some ranges may reach beyond the bounds and some may not', () => {
  expect(factorRange('A', 'factor', [0.5, 1.5], unit)).toEqual([0.5, 1.5]);
  expect(() => factorRange('A', 'factor', [1.5, 2], unit)).toThrow(ArgumentError);
  expect(() => symmetricRange('A', 'factor', [0.5, 1.5], unit)).toThrow(
    'A: `factor` must be a number within [0, 1], or a pair of them, received [0.5, 1.5]',
  );
});

test('a bound may be left out itself', () => {
  const bounds = { ...signed, above: -1 };
  expect(symmetricRange('A', 'zoom', [-0.9, 1], bounds)).toEqual([-0.9, 1]);
  expect(() => symmetricRange('A', 'zoom', -1, bounds)).toThrow('a number within (-1, 1]');
});

test.each([1.5, Number.NaN, 'much', null, [0.1], [0.1, 'x']])('refuses %s', (value) => {
  expect(() => factorRange('A', 'factor', value, signed)).toThrow(ArgumentError);
  expect(() => symmetricRange('A', 'factor', value, signed)).toThrow(ArgumentError);
});

test('options get the range in place of the number, and else stay as they are', () => {
  expect(withFactorRange({ factor: 0.2, seed: 1 }, 'factor', unit)).toEqual({
    factor: [0, 0.2],
    seed: 1,
  });
  for (const options of [{ factor: [0.1, 0.2] }, { factor: 7 }, {}]) {
    expect(withFactorRange<{ factor?: unknown }>(options, 'factor', unit)).toBe(options);
  }
});
