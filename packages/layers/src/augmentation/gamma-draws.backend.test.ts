import { add, exp, Pass, scalar, sum, tidy } from '@myelin/core';
import { onEachBackend } from '@myelin/testkit';
import { describe, expect, test } from 'vitest';
import type { RandomNumbers } from './gamma-draws.ts';
import { betaDraws, dirichletDraw, logGammaDraws } from './gamma-draws.ts';

const COUNT = 20_000;

function seeded(seed: number): RandomNumbers {
  const pass = new Pass({ training: true });
  return {
    uniform: (shape) => pass.uniform(shape, seed),
    normal: (shape) => pass.normal(shape, seed),
  };
}

function momentsOf(values: readonly number[]): { mean: number; variance: number } {
  const mean = values.reduce((total, value) => total + value, 0) / values.length;
  const variance = values.reduce((total, value) => total + (value - mean) ** 2, 0) / values.length;
  return { mean, variance };
}

onEachBackend('draws of the gamma distribution', () => {
  test.each([0.5, 1, 2.5])('have mean and variance alpha = %d', (alpha) => {
    const values = tidy(() => Array.from(exp(logGammaDraws([COUNT], alpha, seeded(1))).dataSync()));
    const { mean, variance } = momentsOf(values);
    // Four standard deviations of each: the fourth moment about the mean is 3 alpha² + 6 alpha.
    expect(Math.abs(mean - alpha)).toBeLessThan(4 * Math.sqrt(alpha / COUNT));
    expect(Math.abs(variance - alpha)).toBeLessThan(
      4 * Math.sqrt((2 * alpha ** 2 + 6 * alpha) / COUNT),
    );
  });

  test('take alpha from a tensor', () => {
    const draw = (alpha: number, asTensor: boolean) =>
      tidy(() => {
        const shape = asTensor ? scalar(alpha) : alpha;
        return Array.from(logGammaDraws([5], shape, seeded(2)).dataSync());
      });
    for (const [i, value] of draw(0.7, true).entries()) {
      expect(value).toBeCloseTo(draw(0.7, false)[i] ?? Number.NaN, 4);
    }
  });

  describe('of the beta distribution', () => {
    test.each([
      { alpha: 0.2, below: 0.1, share: 0.33669 },
      { alpha: 1, below: 0.1, share: 0.1 },
      { alpha: 4, below: 0.3, share: 0.126 },
    ])('lie below $below with probability $share for alpha = $alpha', ({ alpha, below, share }) => {
      const values = tidy(() => Array.from(betaDraws([COUNT], alpha, seeded(3)).dataSync()));
      const { mean, variance } = momentsOf(values);
      const expected = 1 / (4 * (2 * alpha + 1));
      expect(Math.abs(mean - 0.5)).toBeLessThan(4 * Math.sqrt(expected / COUNT));
      // The fourth power of the distance from 1/2 is at most 1/16.
      expect(Math.abs(variance - expected)).toBeLessThan(4 * Math.sqrt(1 / 16 / COUNT));
      const found = values.filter((value) => value < below).length / COUNT;
      expect(Math.abs(found - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / COUNT));
    });

    test('are 0 or 1, and not NaN, for an alpha of nearly 0', () => {
      const values = tidy(() => Array.from(betaDraws([1000], 1e-6, seeded(4)).dataSync()));
      const between = values.filter((value) => !(value < 0.001 || value > 0.999));
      expect(between).toEqual([]);
      expect(new Set(values.map((value) => Math.round(value)))).toEqual(new Set([0, 1]));
    });
  });

  test('of the Dirichlet distribution add up to 1', () => {
    tidy(() => {
      const random = seeded(5);
      let total = dirichletDraw(3, 1, random);
      expect(sum(total).dataSync()[0]).toBeCloseTo(1, 5);
      for (let i = 1; i < 400; i++) total = add(total, dirichletDraw(3, 1, random));
      for (const mean of total.div(400).dataSync()) {
        // The variance of a share is 1/18; four standard deviations.
        expect(Math.abs(mean - 1 / 3)).toBeLessThan(4 * Math.sqrt(1 / 18 / 400));
      }
    });
  });
});
