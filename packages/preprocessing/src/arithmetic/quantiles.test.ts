import { describe, expect, test } from 'vitest';
import { partiallySort } from './partially-sort.ts';
import { median, quantileMethods, quantilePlaces, quantiles } from './quantiles.ts';

describe('quantiles', () => {
  // Recorded from NumPy 2.4.6: np.percentile(v, [0, 10, 25, 50, 80, 100], method=…)
  const sorted = Float64Array.of(1, 1, 2, 3, 4, 5, 6, 9);
  const fractions = Float64Array.of(0, 0.1, 0.25, 0.5, 0.8, 1);

  test.each([
    ['inverted_cdf', [1, 1, 1, 3, 6, 9]],
    ['averaged_inverted_cdf', [1, 1, 1.5, 3.5, 6, 9]],
    ['closest_observation', [1, 1, 1, 3, 5, 9]],
    ['interpolated_inverted_cdf', [1, 1, 1, 3, 5.4, 9]],
    ['hazen', [1, 1, 1.5, 3.5, 5.9, 9]],
    ['weibull', [1, 1, 1.25, 3.5, 6.6000000000000005, 9]],
    ['linear', [1, 1, 1.75, 3.5, 5.6000000000000005, 9]],
    ['median_unbiased', [1, 1, 1.4166666666666665, 3.5, 6, 9]],
    ['normal_unbiased', [1, 1, 1.4375, 3.5, 5.9750000000000005, 9]],
  ] as const)('%s', (method, expected) => {
    expect([...quantiles(sorted, fractions, method)]).toEqual(expected);
  });

  test.each(quantileMethods)('only its places need to be sorted: %s', (method) => {
    const mixed = Float64Array.from({ length: 99 }, (_, i) => (i * 37) % 99);
    const partly = partiallySort(mixed.slice(), quantilePlaces(99, fractions, method));
    const made = quantiles(partly, fractions, method);
    expect(made).toEqual(quantiles(mixed.slice().sort(), fractions, method));
  });

  test('there are none of nothing', () => {
    expect([...quantiles(new Float64Array(0), Float64Array.of(0.5))]).toEqual([Number.NaN]);
    expect(median(new Float64Array(0))).toBeNaN();
  });
});

describe('partiallySort', () => {
  const places = [0, 24, 25, 49, 50, 98];

  test.each([
    ['mixed', (i: number) => (i * 37) % 99],
    ['ascending', (i: number) => i],
    ['descending', (i: number) => -i],
    ['of three kinds', (i: number) => i % 3],
    ['all the same', () => 7],
  ])('numbers that are %s come to their places', (_, numberAt) => {
    const values = Float64Array.from({ length: 99 }, (_, i) => numberAt(i));
    const sorted = values.slice().sort();
    const made = partiallySort(values.slice(), places);
    expect(places.map((place) => made[place])).toEqual(places.map((place) => sorted[place]));
    expect(made.slice().sort()).toEqual(sorted);
  });
});
