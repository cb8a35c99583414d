/** The data sets of TensorFlow Playground, with its formulas and constants (playground.tensorflow.org, src/dataset.ts). */

import type { RandomSource } from '@myelin/core';
import type { LabeledPoint } from './labeled-points.ts';

/** Makes points; `noise` is from 0 to 0.5 there. */
export type PointMaker = (nSamples: number, noise: number, random: RandomSource) => LabeledPoint[];

/** The half of the points that the first class gets, and the other half. */
const halves = (nSamples: number): [number, number] => [
  Math.ceil(nSamples / 2),
  Math.floor(nSamples / 2),
];

const times = (count: number, make: (i: number) => LabeledPoint): LabeledPoint[] =>
  Array.from({ length: count }, (_, i) => make(i));

/** A disk of radius 2.5 in a ring from 3.5 to 5. Noise decides about the label, and does not move the point. */
export const circle: PointMaker = (nSamples, noise, random) => {
  const [inside, outside] = halves(nSamples);
  const at = (min: number, max: number) => (): LabeledPoint => {
    const r = random.uniform(min, max);
    const angle = random.uniform(0, 2 * Math.PI);
    const [x, y] = [r * Math.sin(angle), r * Math.cos(angle)];
    const noisyX = x + random.uniform(-5, 5) * noise;
    const noisyY = y + random.uniform(-5, 5) * noise;
    return { at: [x, y], label: Math.hypot(noisyX, noisyY) < 2.5 ? 1 : -1 };
  };
  return [...times(inside, at(0, 2.5)), ...times(outside, at(3.5, 5))];
};

/** Four quadrants with a gap of 0.6 between them. Noise decides about the label, and does not move the point. */
export const xor: PointMaker = (nSamples, noise, random) =>
  times(nSamples, () => {
    const [x, y] = [padded(random.uniform(-5, 5)), padded(random.uniform(-5, 5))];
    const noisyX = x + random.uniform(-5, 5) * noise;
    const noisyY = y + random.uniform(-5, 5) * noise;
    return { at: [x, y], label: noisyX * noisyY >= 0 ? 1 : -1 };
  });

const padded = (coordinate: number): number => coordinate + (coordinate > 0 ? 0.3 : -0.3);

/** Two normal distributions around (2, 2) and (-2, -2), whose variance grows with the noise: 0.5 to 4. */
export const gauss: PointMaker = (nSamples, noise, random) => {
  const [positive, negative] = halves(nSamples);
  const deviation = Math.sqrt(0.5 + ((4 - 0.5) / 0.5) * noise);
  const around = (center: number, label: number) => (): LabeledPoint => ({
    at: [random.normal(center, deviation), random.normal(center, deviation)],
    label,
  });
  return [...times(positive, around(2, 1)), ...times(negative, around(-2, -1))];
};

/** Two arms that go around 1.75 times, out to a radius of 5. */
export const spiral: PointMaker = (nSamples, noise, random) => {
  const [positive, negative] = halves(nSamples);
  const arm = (count: number, start: number, label: number): LabeledPoint[] =>
    times(count, (i) => {
      const r = (i / count) * 5;
      const t = ((1.75 * i) / count) * 2 * Math.PI + start;
      const x = r * Math.sin(t) + random.uniform(-1, 1) * noise;
      const y = r * Math.cos(t) + random.uniform(-1, 1) * noise;
      return { at: [x, y], label };
    });
  return [...arm(positive, 0, 1), ...arm(negative, Math.PI, -1)];
};

/** Points in a square, with a value for where they would be without noise. */
const inSquare =
  (value: (x: number, y: number) => number): PointMaker =>
  (nSamples, noise, random) =>
    times(nSamples, () => {
      const [x, y] = [random.uniform(-6, 6), random.uniform(-6, 6)];
      const noisyX = x + random.uniform(-6, 6) * noise;
      const noisyY = y + random.uniform(-6, 6) * noise;
      return { at: [x, y], label: value(noisyX, noisyY) };
    });

/** The plane `(x + y) / 10`. */
export const plane = inSquare((x, y) => (x + y) / 10);

const HILLS = [
  [-4, 2.5, 1],
  [0, 2.5, -1],
  [4, 2.5, 1],
  [-4, -2.5, -1],
  [0, -2.5, 1],
  [4, -2.5, -1],
] as const;

/** Six hills and dales of radius 2 and height 1, of which the one that is larger in size counts. */
export const hills = inSquare((x, y) => {
  let value = 0;
  for (const [centerX, centerY, sign] of HILLS) {
    const height = sign * Math.max(0, 1 - Math.hypot(x - centerX, y - centerY) / 2);
    if (Math.abs(height) > Math.abs(value)) value = height;
  }
  return value;
});
