import { ArgumentError, DataError } from '@myelin/core';
import { expect, test } from 'vitest';
import { MinMaxScaler } from './min-max-scaler.ts';

test('brings the smallest number to the low end and the largest to the high end', () => {
  const rows = [
    [-1, 2],
    [-0.5, 6],
    [0, 10],
    [1, 18],
  ];
  const scaler = new MinMaxScaler().fit(rows);
  expect(scaler.transform(rows).toArray()).toEqual([
    [0, 0],
    [0.25, 0.25],
    [0.5, 0.5],
    [1, 1],
  ]);
  expect(scaler.dataRange).toEqual(Float64Array.of(2, 16));
  expect(scaler.scale).toEqual(Float64Array.of(0.5, 0.0625));
  expect(scaler.min).toEqual(Float64Array.of(0.5, -0.125));
  expect(scaler.inverseTransform([[0.5, 0.5]]).toArray()).toEqual([[0, 10]]);
});

test('numbers outside of what was seen stay outside, unless they are clipped', () => {
  const rows = [[0], [10]];
  const outside = [[20], [-5], [Number.NaN]];
  const open = new MinMaxScaler({ featureRange: [-1, 1] }).fit(rows);
  expect(open.transform(outside).toArray()).toEqual([[3], [-2], [Number.NaN]]);
  const clipped = new MinMaxScaler({ featureRange: [-1, 1], clip: true }).fit(rows);
  expect(clipped.transform(outside).toArray()).toEqual([[1], [-1], [Number.NaN]]);
});

test('a constant column becomes the low end', () => {
  const scaler = new MinMaxScaler({ featureRange: [2, 3] }).fit([[7], [7]]);
  expect(scaler.transform([[7], [8]]).toArray()).toEqual([[2], [3]]);
});

test('refuses infinite numbers in both directions', () => {
  const scaler = new MinMaxScaler().fit([[0], [1]]);
  expect(() => scaler.transform([[Number.POSITIVE_INFINITY]])).toThrow(DataError);
  expect(() => scaler.inverseTransform([[Number.POSITIVE_INFINITY]])).toThrow(DataError);
});

test.each([
  [[1, 1], /`featureRange` must rise, received \[1, 1\]/],
  [[0], /`featureRange` must be two numbers, received \[0\]/],
  [[0, 'b'], /`featureRange\[1\]` must be a number, received "b"/],
  [3, /`featureRange` must be two numbers, received 3/],
])('refuses the range %j', (featureRange, message) => {
  const make = (): unknown => new MinMaxScaler({ featureRange: featureRange as never });
  expect(make).toThrow(ArgumentError);
  expect(make).toThrow(message);
});
