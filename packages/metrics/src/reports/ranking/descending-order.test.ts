import { RandomSource } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { descendingOrder } from './descending-order.ts';

const byComparing = (values: Float64Array): number[] =>
  Array.from(values.keys()).sort((a, b) => values[b]! - values[a]! || a - b);

describe('descendingOrder', () => {
  test('puts the largest first and keeps equal ones in order', () => {
    expect(Array.from(descendingOrder(Float64Array.of(1, 3, 2, 3, -1)))).toEqual([1, 3, 2, 0, 4]);
  });

  test.each([
    ['of all sizes and signs', (x: number) => (x - 0.5) * 10 ** (x * 600 - 300)],
    ['with many ties', (x: number) => Math.round(x * 20) - 10],
    ['between 0 and 1', (x: number) => x],
    ['that are zeros of both signs', (x: number) => (x < 0.5 ? 0 : -0)],
  ])('sorts many numbers %s as comparing does', (_, of) => {
    const random = new RandomSource(7);
    const values = Float64Array.from({ length: 10_000 }, () => of(random.unit()));
    expect(Array.from(descendingOrder(values))).toEqual(byComparing(values));
  });
});
