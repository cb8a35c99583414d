import { ArgumentError } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import {
  type MakePlaygroundOptions,
  makePlayground,
  type PlaygroundDataset,
} from './make-playground.ts';

interface Point {
  readonly x: number;
  readonly y: number;
  readonly label: number;
}

function points(options: MakePlaygroundOptions): Point[] {
  const { x, y } = makePlayground({ seed: 1, ...options });
  return Array.from({ length: y.size }, (_, row) => ({
    x: x.at(row, 0),
    y: x.at(row, 1),
    label: y.at(row),
  }));
}

// The formulas of the page, said once more in another way.
const HILLS = [-4, 0, 4].flatMap((x, i) => [
  { x, y: 2.5, sign: i === 1 ? -1 : 1 },
  { x, y: -2.5, sign: i === 1 ? 1 : -1 },
]);
const labelWithoutNoise: Record<string, (point: Point) => number> = {
  circle: ({ x, y }) => (x * x + y * y < 2.5 * 2.5 ? 1 : -1),
  xor: ({ x, y }) => (Math.sign(x) === Math.sign(y) ? 1 : -1),
  'reg-plane': ({ x, y }) => (x + y) / 10,
  // Hills are 4 apart at least, and have a radius of 2: no two of them overlap.
  'reg-gauss': (at) =>
    HILLS.reduce((sum, { x, y, sign }) => {
      const distance = Math.sqrt((at.x - x) ** 2 + (at.y - y) ** 2);
      return sum + (distance < 2 ? sign * (1 - distance / 2) : 0);
    }, 0),
};

describe('without noise', () => {
  test.each(Object.entries(labelWithoutNoise))('%s follows its formula', (dataset, label) => {
    const all = points({ dataset: dataset as PlaygroundDataset });
    expect(all).toHaveLength(dataset.startsWith('reg-') ? 1200 : 500);
    for (const point of all) expect(point.label).toBeCloseTo(label(point), 12);
    expect(Math.max(...all.map((point) => point.label))).toBeGreaterThan(0.7);
    expect(Math.min(...all.map((point) => point.label))).toBeLessThan(-0.7);
  });

  test('circle has 250 points in a disk of 2.5 and 250 between 3.5 and 5', () => {
    const radii = points({ dataset: 'circle' }).map(({ x, y }) => Math.hypot(x, y));
    expect(radii.filter((r) => r < 2.5)).toHaveLength(250);
    expect(radii.filter((r) => r >= 3.5 && r < 5)).toHaveLength(250);
  });

  test('xor leaves a gap along the axes, and reaches 5.3', () => {
    const sizes = points({ dataset: 'xor' }).flatMap(({ x, y }) => [Math.abs(x), Math.abs(y)]);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(0.3);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(5.3);
    expect(Math.max(...sizes)).toBeGreaterThan(5.2);
  });

  test('spiral: the second point is 1/50 of 5 from the middle', () => {
    const [first, second, ...rest] = points({ dataset: 'spiral', nSamples: 100, shuffle: false });
    expect(first).toMatchObject({ x: 0, y: 0, label: 1 });
    const t = (1.75 / 50) * 2 * Math.PI;
    expect(second?.x).toBeCloseTo(0.1 * Math.sin(t), 12);
    expect(second?.y).toBeCloseTo(0.1 * Math.cos(t), 12);
    // The other arm is the same, turned by half a turn.
    expect(rest[49]).toMatchObject({ label: -1 });
    expect(rest[49]?.x).toBeCloseTo(-(second?.x ?? 0), 12);
    expect(rest[49]?.y).toBeCloseTo(-(second?.y ?? 0), 12);
  });
});

test.each([
  [0, 0.5],
  [0.5, 4],
])('gauss: with noise %d the variance is %d', (noise, variance) => {
  const all = points({ dataset: 'gauss', nSamples: 10_000, noise });
  const positive = all.filter(({ label }) => label === 1).map(({ x }) => x);
  const mean = positive.reduce((sum, x) => sum + x, 0) / positive.length;
  const found = positive.reduce((sum, x) => sum + (x - mean) ** 2, 0) / positive.length;
  expect(positive).toHaveLength(5000);
  // Standard errors: √(4 / 5000) = 0.028 of the mean, 2 % of the variance.
  expect(Math.abs(mean - 2)).toBeLessThan(0.1);
  expect(Math.abs(found / variance - 1)).toBeLessThan(0.07);
});

test.each(['circle', 'xor'] as const)('%s: noise changes labels, not places', (dataset) => {
  const noisy = points({ dataset, noise: 0.5 });
  const wrong = noisy.filter((point) => point.label !== labelWithoutNoise[dataset]?.(point));
  expect(wrong.length).toBeGreaterThan(50);
  expect(wrong.length).toBeLessThan(250);
  const furthest = Math.max(...noisy.map(({ x, y }) => Math.max(Math.abs(x), Math.abs(y))));
  expect(furthest).toBeLessThan(5.3);
});

test('labels can be 0 and 1', () => {
  const labels = points({ dataset: 'gauss', labels: [0, 1] }).map(({ label }) => label);
  expect(labels.filter((label) => label === 1)).toHaveLength(250);
  expect(labels.filter((label) => label === 0)).toHaveLength(250);
});

test.each([
  [{ dataset: 'spirals' }, "did you mean 'spiral'"],
  [{ noise: 50 }, '`noise`'],
  [{ dataset: 'reg-plane', labels: [0, 1] }, '`labels` are for classes'],
  [{ labels: [0] }, '`labels` must be two numbers'],
])('%j is refused', (options, why) => {
  expect(() => makePlayground(options as MakePlaygroundOptions)).toThrow(ArgumentError);
  expect(() => makePlayground(options as MakePlaygroundOptions)).toThrow(why);
});
