import { expect, test } from 'vitest';
import { RobustScaler } from './robust-scaler.ts';

const rows = [[3], [1], [1000], [4], [2], [Number.NaN]];

test('takes the median off and divides by the range of the middle half', () => {
  const scaler = new RobustScaler().fit(rows);
  expect(scaler.center).toEqual(Float64Array.of(3));
  expect(scaler.scale).toEqual(Float64Array.of(2));
  expect(scaler.transform([[2], [7]]).toArray()).toEqual([[-0.5], [2]]);
  expect(scaler.inverseTransform([[-0.5]]).toArray()).toEqual([[2]]);
});

test('unitVariance divides by the range of the normal distribution', () => {
  // Recorded from scikit-learn 1.9.1
  const scaler = new RobustScaler({ unitVariance: true }).fit(rows);
  expect(scaler.scale?.[0]).toBeCloseTo(1.482602218505602, 14);
});

test.each([
  [{ quantileRange: [75, 25] }, /`quantileRange` must rise, received \[75, 25\]/],
  [{ quantileRange: [-1, 50] }, /`quantileRange\[0\]` must be a number of at least 0/],
  [{ quantileRange: 25 }, /must be two percentiles, received 25/],
  [{ quantileRange: [0, 100], unitVariance: true }, /must lie inside of 0 and 100/],
])('refuses %j', (options, message) => {
  expect(() => new RobustScaler(options as never)).toThrow(message);
});
