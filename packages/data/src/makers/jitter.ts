import type { RandomSource } from '@myelin/core';
import type { LabeledPoint } from './labeled-points.ts';

/** The points, each coordinate with normally distributed noise. */
export function jitter(
  points: readonly LabeledPoint[],
  noise: number,
  random: RandomSource,
): readonly LabeledPoint[] {
  if (noise === 0) return points;
  return points.map(({ at, label }) => ({
    at: at.map((coordinate) => random.normal(coordinate, noise)),
    label,
  }));
}
