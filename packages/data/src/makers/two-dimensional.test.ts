import { ArgumentError, type NdArray, setRandomSeed } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { makeBlobs } from './make-blobs.ts';
import { makeCircles } from './make-circles.ts';
import { makeMoons } from './make-moons.ts';
import { makeSpirals } from './make-spirals.ts';

const rounded = (x: NdArray): number[][] =>
  (x.toArray() as number[][]).map((row) => row.map((value) => Math.round(value * 1e6) / 1e6 + 0));

/** Mean and standard deviation of one coordinate of the points with a label. */
function figures(x: NdArray, y: NdArray, label: number, axis: number): [number, number] {
  const values = Array.from({ length: y.size }, (_, row) => row)
    .filter((row) => y.at(row) === label)
    .map((row) => x.at(row, axis));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return [mean, Math.sqrt(variance)];
}

describe('makeMoons', () => {
  test('has the points of scikit-learn', () => {
    const { x, y } = makeMoons({ nSamples: 5, shuffle: false });
    expect(rounded(x)).toEqual([
      [1, 0],
      [-1, 0],
      [0, 0.5],
      [1, -0.5],
      [2, 0.5],
    ]);
    expect([y.dtype, y.toArray()]).toEqual(['int32', [0, 0, 1, 1, 1]]);
    expect(rounded(makeMoons({ nSamples: [1, 3], shuffle: false }).x)).toEqual([
      [1, 0],
      [0, 0.5],
      [1, -0.5],
      [2, 0.5],
    ]);
  });

  test('noise moves every coordinate by its standard deviation', () => {
    const plain = makeMoons({ nSamples: 4000, shuffle: false }).x;
    const noisy = makeMoons({ nSamples: 4000, shuffle: false, noise: 0.2, seed: 3 }).x;
    let squares = 0;
    for (const [i, value] of plain.data.entries()) squares += ((noisy.data[i] ?? 0) - value) ** 2;
    // 8,000 draws: the standard error of the deviation is 0.2 / √16000 = 0.0016.
    expect(Math.abs(Math.sqrt(squares / 8000) - 0.2)).toBeLessThan(0.006);
  });
});

describe('makeCircles', () => {
  test('has the points of scikit-learn', () => {
    const { x, y } = makeCircles({ nSamples: 5, factor: 0.5, shuffle: false });
    expect(rounded(x)).toEqual([
      [1, 0],
      [-1, 0],
      [0.5, 0],
      [-0.25, 0.433013],
      [-0.25, -0.433013],
    ]);
    expect(y.toArray()).toEqual([0, 0, 1, 1, 1]);
  });
});

describe('makeBlobs', () => {
  test('points lie around the centers', () => {
    const options = {
      nSamples: [4000, 2000],
      centers: [
        [-3, 1],
        [5, 0],
      ],
      clusterStd: [0.5, 2],
      seed: 1,
    };
    const { x, y, centers } = makeBlobs(options);
    expect(centers.toArray()).toEqual(options.centers);
    expect([x.shape, y.sum()]).toEqual([[6000, 2], 2000]);
    for (const [label, [mean, deviation]] of [
      [-3, 0.5],
      [5, 2],
    ].entries()) {
      const [m, d] = figures(x, y, label, 0) as [number, number];
      expect(Math.abs(m - (mean as number))).toBeLessThan(0.2);
      expect(Math.abs(d - (deviation as number))).toBeLessThan(0.1);
    }
  });

  test('a hundred points of three blobs, by default', () => {
    const { x, y, centers } = makeBlobs({ seed: 2 });
    expect([x.shape, centers.shape]).toEqual([
      [100, 2],
      [3, 2],
    ]);
    expect([0, 1, 2].map((label) => y.data.filter((l) => l === label).length)).toEqual([
      34, 33, 33,
    ]);
    expect(centers.min()).toBeGreaterThanOrEqual(-10);
    expect(centers.max()).toBeLessThan(10);
  });

  test.each([
    [{ centers: [[1, 2], [3]] }, '`centers[1]` must be a list of 2 coordinates'],
    [{ centers: [] }, '`centers.length`'],
    [{ clusterStd: [1, 2] }, 'one for each of the 3 centers'],
    [{ nSamples: [5, 5], centers: 3 }, 'one for each of the 3 centers'],
    [{ clusterStd: -1 }, '`clusterStd`'],
    [{ cluster_std: 1 }, 'did you mean `clusterStd`'],
  ])('%j is refused', (options, why) => {
    expect(() => makeBlobs(options as object)).toThrow(ArgumentError);
    expect(() => makeBlobs(options as object)).toThrow(why);
  });
});

test('makeSpirals: arms start in the middle and go around', () => {
  const { x, y } = makeSpirals({ nSamples: 7, nClasses: 3, turns: 0.5, shuffle: false });
  expect(y.toArray()).toEqual([0, 0, 0, 1, 1, 2, 2]);
  const r = 1 / 3;
  // The second point of the first arm: r = 1/3, t = 2π · ½ · 1/3 = 60°.
  expect(rounded(x).slice(0, 2)).toEqual(
    [
      [0, 0],
      [r * Math.sin(Math.PI / 3), r / 2],
    ].map((row) => row.map((v) => Math.round(v * 1e6) / 1e6)),
  );
  // The second point of the second arm: r = ½, t = 2π · (¼ + ⅓) = 210°.
  expect(rounded(x)[4]).toEqual([-0.25, -0.433013]);
});

describe('every maker', () => {
  const makers = { makeMoons, makeCircles, makeBlobs, makeSpirals };
  test.each(Object.entries(makers))('%s: one seed, one set of points', (_, make) => {
    const options = { nSamples: 50, seed: 5 };
    expect(make(options).x.data).toEqual(make(options).x.data);
    expect(make(options).x.data).not.toEqual(make({ ...options, seed: 6 }).x.data);
    expect([...make(options).y.data]).not.toEqual([...make(options).y.data].sort());
    setRandomSeed(1);
    const drawn = make({ nSamples: 50 }).x.data;
    expect(make({ nSamples: 50 }).x.data).not.toEqual(drawn);
    setRandomSeed(1);
    expect(make({ nSamples: 50 }).x.data).toEqual(drawn);
  });

  test.each([
    [makeMoons, { nSamples: 2.5 }, '`nSamples`'],
    [makeMoons, { nSamples: [1, 2, 3] }, '`nSamples` must be two numbers'],
    [makeMoons, { nSamples: 1e9 }, '`nSamples`'],
    [makeMoons, { noise: -1 }, '`noise`'],
    [makeCircles, { factor: 1 }, '`factor`'],
    [makeCircles, { nsamples: 5 }, 'did you mean `nSamples`'],
    [makeSpirals, { nClasses: 0 }, '`nClasses`'],
    [makeSpirals, { seed: -1 }, '`seed`'],
    [makeSpirals, { shuffle: 1 }, '`shuffle`'],
  ])('%o(%j) is refused', (make, options, why) => {
    expect(() => make(options as object)).toThrow(ArgumentError);
    expect(() => make(options as object)).toThrow(why);
  });
});
