import { describe, expect, test } from 'vitest';
import {
  ArgumentError,
  nextSeed,
  permutation,
  RandomSource,
  seedOr,
  setRandomSeed,
} from '../index.ts';
import { philoxWords } from './philox.ts';
import { preservingSeeds } from './seed.ts';

const COUNT = 20_000;

function moments(draw: () => number): { mean: number; deviation: number; values: number[] } {
  const values = Array.from({ length: COUNT }, draw);
  const mean = values.reduce((sum, v) => sum + v, 0) / COUNT;
  const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / COUNT;
  return { mean, deviation: Math.sqrt(variance), values };
}

describe('RandomSource', () => {
  test('its words are those of Philox, chunk by chunk', () => {
    const random = new RandomSource(9);
    const words = Array.from({ length: 1026 }, () => random.word());
    const first = philoxWords(1024, { seed: 9, step: 0 });
    const second = philoxWords(2, { seed: 9, step: 1 });
    expect(words).toEqual([...first, ...second]);
  });

  test('uniform numbers lie in their range', () => {
    const random = new RandomSource(1);
    const { mean, deviation, values } = moments(() => random.uniform(-1, 3));
    expect(Math.min(...values)).toBeGreaterThanOrEqual(-1);
    expect(Math.max(...values)).toBeLessThan(3);
    expect(Math.abs(mean - 1)).toBeLessThan(0.033); // four standard errors of 4 / √12 / √n
    expect(Math.abs(deviation - 4 / Math.sqrt(12))).toBeLessThan(0.02);
  });

  test('normal numbers have their mean and deviation', () => {
    const random = new RandomSource(2);
    const { mean, deviation } = moments(() => random.normal(5, 2));
    expect(Math.abs(mean - 5)).toBeLessThan(0.057);
    expect(Math.abs(deviation - 2)).toBeLessThan(0.04);
  });

  test('truncated normal numbers stay within two deviations', () => {
    const random = new RandomSource(3);
    const { mean, deviation, values } = moments(() => random.truncatedNormal(0, 1));
    expect(Math.max(...values.map(Math.abs))).toBeLessThan(2);
    expect(Math.abs(mean)).toBeLessThan(0.025);
    expect(Math.abs(deviation - 0.8796)).toBeLessThan(0.018);
  });

  test('whole numbers cover their range evenly', () => {
    const random = new RandomSource(4);
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < COUNT; i++) {
      const value = random.integer(4);
      counts[value] = (counts[value] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - COUNT / 4)).toBeLessThan(245); // 4 √(n p q)
  });
});

describe('permutation', () => {
  test('holds each number once, another order for each seed and step', () => {
    const order = permutation(100, 7);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect(permutation(100, 7)).toEqual(order);
    expect(permutation(100, 8)).not.toEqual(order);
    expect(permutation(100, 7, 1)).not.toEqual(order);
  });

  test('all orders of three are equally likely', () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 6000; seed++) {
      const key = permutation(3, seed).join('');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(116);
  });

  test('of nothing is nothing', () => {
    expect(permutation(0, 1)).toHaveLength(0);
  });
});

describe('Seeds', () => {
  test('setRandomSeed fixes those that follow', () => {
    setRandomSeed(42);
    const first = [nextSeed(), nextSeed(), nextSeed()];
    setRandomSeed(42);
    expect([nextSeed(), nextSeed(), nextSeed()]).toEqual(first);
    expect(new Set(first).size).toBe(3);
    setRandomSeed(43);
    expect(nextSeed()).not.toBe(first[0]);
  });

  test('large seeds differ in their upper bits too', () => {
    setRandomSeed(1);
    const low = nextSeed();
    setRandomSeed(2 ** 40 + 1);
    expect(nextSeed()).not.toBe(low);
  });

  test('a given seed is kept, a missing one drawn', () => {
    setRandomSeed(1);
    const drawn = nextSeed();
    setRandomSeed(1);
    expect(seedOr('X', 12)).toBe(12);
    expect(seedOr('X', null)).toBe(drawn);
  });

  test('seeds drawn in a preserved stretch are drawn again', () => {
    const inside = preservingSeeds(() => nextSeed());
    expect(nextSeed()).toBe(inside);
  });

  test.each([-1, 0.5, 2 ** 53, '1' as never])('%s is no seed', (seed) => {
    expect(() => setRandomSeed(seed)).toThrow(ArgumentError);
    expect(() => seedOr('X', seed)).toThrow('X: `seed` must be a whole number of at least 0');
  });
});
