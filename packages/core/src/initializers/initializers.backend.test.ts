import { expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import {
  ArgumentError,
  Constant,
  GlorotUniform,
  HeNormal,
  IdentityInitializer,
  initializer,
  initializerCatalog,
  memory,
  Orthogonal,
  RandomNormal,
  RandomUniform,
  ShapeError,
  STFT,
  setRandomSeed,
  spectralWindow,
  TruncatedNormal,
  VarianceScaling,
  Zeros,
} from '../index.ts';

onEachBackend('Initializers', () => {
  test.each(initializerCatalog.names)('%s gives the same values each time it is asked', (name) => {
    const one = new (initializerCatalog.find('test', name))();
    const shape = one instanceof STFT ? [4, 1, 3] : [4, 3];
    const before = memory().tensors;
    const first = one.values(shape);
    const second = one.values(shape);
    expect(second.dataSync()).toEqual(first.dataSync());
    expect(memory().tensors - before).toBe(2);
    first.dispose();
    second.dispose();
  });

  test.each(initializerCatalog.names)('%s can be rebuilt from its config', (name) => {
    const Class = initializerCatalog.find('test', name);
    const one = new Class();
    const Rebuild = Class as unknown as new (config: object) => typeof one;
    expect(new Rebuild(one.config).config).toEqual(one.config);
  });

  test('one seed gives one result, another seed another', () => {
    using a = new GlorotUniform({ seed: 7 }).values([3, 2]);
    using b = new GlorotUniform({ seed: 7 }).values([3, 2]);
    using c = new GlorotUniform({ seed: 8 }).values([3, 2]);
    expect(b.dataSync()).toEqual(a.dataSync());
    expect(c.dataSync()).not.toEqual(a.dataSync());
  });

  test('without a seed two objects differ, and setRandomSeed fixes both', () => {
    const draw = (): Float32Array[] => {
      setRandomSeed(3);
      return [new HeNormal(), new HeNormal()].map((one) => {
        using values = one.values([4]);
        return values.dataSync() as Float32Array;
      });
    };
    const [first, second] = draw();
    expect(second).not.toEqual(first);
    expect(draw()).toEqual([first, second]);
  });

  test('the config keeps the seed as it was given', () => {
    expect(new HeNormal().config.seed).toBeNull();
    expect(new HeNormal({ seed: 4 }).config.seed).toBe(4);
  });

  test('a truncated normal stays within two deviations', () => {
    using values = new TruncatedNormal({ mean: 1, stddev: 0.5, seed: 1 }).values([5000]);
    const all = [...values.dataSync()];
    expect(Math.min(...all)).toBeGreaterThan(0);
    expect(Math.max(...all)).toBeLessThan(2);
  });

  test('fans can be named by their axes', () => {
    // Attention kernels are [features, heads, size]: inputs are axis 0, outputs 1 and 2.
    const options = { seed: 2, inputAxes: [0], outputAxes: [1, 2] } as const;
    using values = new GlorotUniform(options).values([10, 4, 5]);
    const largest = Math.max(...values.dataSync().map(Math.abs));
    const limit = Math.sqrt(6 / (10 + 20));
    expect(largest).toBeLessThanOrEqual(limit);
    expect(largest).toBeGreaterThan(0.9 * limit);
    expect(() => new GlorotUniform({ inputAxes: [3], outputAxes: [0] }).values([2, 2])).toThrow(
      '`inputAxes` and `outputAxes` must be axes of the weight of shape [2, 2], received 3',
    );
  });

  test('Constant fills, Identity has its gain on the diagonal', () => {
    using c = new Constant({ value: 0.5 }).values([2]);
    expectClose(c, [0.5, 0.5]);
    using i = new IdentityInitializer({ gain: 2 }).values([2, 3]);
    expectClose(i, [
      [2, 0, 0],
      [0, 2, 0],
    ]);
  });

  test('STFT takes a window of values, or none', () => {
    // Frames of 2 and one frequency above 0: cos(0), cos(0); cos(0), cos(-π).
    using bare = new STFT({ window: null }).values([2, 1, 2]);
    expectClose(bare, [[[1, 1]], [[1, -1]]]);
    using weighted = new STFT({ window: [1, 3], scaling: 'spectrum' }).values([2, 1, 2]);
    expectClose(weighted, [[[0.25, 0.25]], [[0.75, -0.75]]]);
    expect(() => new STFT({ window: [1, 2, 3] }).values([2, 1, 2])).toThrow(
      '`window` must have one value for each of the 2 samples of a frame, received [1, 2, 3]',
    );
  });
});

test.each([
  ['boxcar', [1, 1, 1, 1]],
  ['hann', [0, 0.5, 1, 0.5]],
  ['hamming', [0.08, 0.54, 1, 0.54]],
  ['blackman', [0, 0.34, 1, 0.34]],
  ['bartlett', [0, 0.5, 1, 0.5]],
  ['triang', [1 / 3, 2 / 3, 1, 2 / 3]],
] as const)('the periodic %s window of four', (name, expected) => {
  const values = spectralWindow('test', name, 4, true);
  for (const [i, value] of expected.entries()) expect(values[i]).toBeCloseTo(value, 12);
});

test.each([
  [() => new Constant({ value: Number.NaN }), 'Constant: `value` must be a number, received NaN'],
  [
    () => new RandomNormal({ stddev: -1 }),
    'RandomNormal: `stddev` must be a number of at least 0, received -1',
  ],
  [
    () => new RandomUniform({ minval: 1, maxval: 0 }),
    'RandomUniform: `maxval` must be a number of at least 1, received 0',
  ],
  [
    () => new VarianceScaling({ scale: 0 }),
    'VarianceScaling: `scale` must be a number above 0, received 0',
  ],
  [
    () => new VarianceScaling({ mode: 'fanIn' as 'fan_in' }),
    "`mode` must be one of 'fan_in', 'fan_out', 'fan_avg', received \"fanIn\".\n  Fix: did you mean 'fan_in'",
  ],
  [() => new GlorotUniform({ seed: 0.5 }), '`seed` must be a whole number of at least 0'],
  [() => new GlorotUniform({ sede: 1 } as object), 'did you mean `seed`'],
  [() => new Zeros({ value: 1 } as never), 'Zeros: `value` is not an option (received 1)'],
  [
    () => new STFT({ window: 'han' as 'hann' }),
    'unknown window `han`.\n  Fix: did you mean `hann`',
  ],
  [
    () => initializer('Dense', 'glorotUniform' as 'zeros'),
    'Dense: unknown initializer `glorotUniform`.\n  Fix: did you mean `glorot_uniform`',
  ],
  [
    () => initializer('Dense', null as never),
    'Dense: `initializer` must be the name of an initializer or an Initializer, received null',
  ],
])('a bad option is named: %s', (make, message) => {
  expect(make).toThrow(ArgumentError);
  expect(make).toThrow(message);
});

test.each([
  [() => new IdentityInitializer().values([3]), 'Identity: the weight must be a matrix'],
  [() => new Orthogonal().values([3]), 'Orthogonal: the weight must have a rank of at least 2'],
  [
    () => new STFT().values([3, 1]),
    'STFT: the weight must have shape [frameLength, 1, frequencies]',
  ],
])('a shape that cannot be filled is refused: %s', (make, message) => {
  expect(make).toThrow(ShapeError);
  expect(make).toThrow(message);
});
