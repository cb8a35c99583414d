import { ndArray } from '@myelin/core';
import { expect, test } from 'vitest';
import { type ClassWeight, requireClassWeight, weightsOfClasses } from './class-weight.ts';

const weights = new Map([
  [0, 0.5],
  [2, 3],
]);
const of = (y: Parameters<typeof ndArray>[0]) => weightsOfClasses('fit', ndArray(y), weights);

test('a sample has the weight of its class, and 1 where none is named', () => {
  expect(of([0, 1, 2, 0]).toArray()).toEqual([0.5, 1, 3, 0.5]);
  expect(of([[0], [2]]).toArray()).toEqual([0.5, 3]);
});

test('the class of a one-hot row is the place of its first largest value', () => {
  expect(
    of([
      [0, 0, 1],
      [1, 0, 0],
      [0.4, 0.2, 0.4],
    ]).toArray(),
  ).toEqual([3, 0.5, 0.5]);
});

test('classes are rounded as NumPy rounds: halves to the even neighbor', () => {
  // np.round([0.4, 0.5, 1.5, 2.5, -0.5]) is [0, 0, 2, 2, -0].
  expect(of(Float32Array.of(0.4, 0.5, 1.5, 2.5, -0.5)).toArray()).toEqual([0.5, 0.5, 3, 3, 0.5]);
});

test('a sample with several classes is refused', () => {
  expect(() => of([[[0], [1]]])).toThrow(
    'fit: `classWeight` needs one class for each sample, received targets of shape [1, 2, 1]',
  );
});

test('a record or a map of numbers is taken', () => {
  expect(requireClassWeight('fit', undefined)).toBeUndefined();
  expect([...requireClassWeight('fit', { 0: 1, 1: 5 })!]).toEqual([
    [0, 1],
    [1, 5],
  ]);
  expect([...requireClassWeight('fit', new Map([[-1, 0]]))!]).toEqual([[-1, 0]]);
});

test.each([
  { given: [1, 5], message: /received \[1, 5\]|received a list/ },
  { given: 'balanced', message: /received "balanced"/ },
  { given: { cat: 1 }, message: /whole numbers of classes, received "cat"/ },
  { given: { 1.5: 1 }, message: /received "1.5"/ },
  { given: { 0: -1 }, message: /`classWeight\[0\]` must be a number of at least 0, received -1/ },
  { given: { 0: Number.NaN }, message: /`classWeight\[0\]` must be a number/ },
])('$given is refused', ({ given, message }) => {
  expect(() => requireClassWeight('fit', given as ClassWeight)).toThrow(message);
});
