import type { Layer } from '@myelin/core';
import { deserialize, layerCatalog, serialize, tensor } from '@myelin/core';
import { expectClose, expectNoLeak, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { layers } from '../../catalog.ts';
import type { Discretization } from '../tabular/discretization.ts';
import { TextVectorization } from '../text/text-vectorization.ts';
import { FeatureSpace } from './feature-space.ts';
import type { FeatureSpaceMode } from './feature-space-options.ts';

const table = {
  a: [1, 2, 3, 10],
  n: [0, 2, 4, 6],
  d: [0.1, 0.5, 0.9, 0.7],
  i: [3, 3, 5, 7],
  s: ['x', 'y', 'x', 'z'],
  ih: [1, 2, 3, 4],
  sh: ['p', 'q', 'r', 's'],
  r: [1, 2, 3, 4],
};

function everyKind<Mode extends FeatureSpaceMode>(outputMode: Mode): FeatureSpace<Mode> {
  return new FeatureSpace({
    features: {
      a: 'float',
      n: 'float_normalized',
      d: FeatureSpace.floatDiscretized({ numBins: 3 }),
      i: 'integer_categorical',
      s: 'string_categorical',
      ih: FeatureSpace.integerHashed({ numBins: 4 }),
      sh: FeatureSpace.stringHashed({ numBins: 4 }),
      r: FeatureSpace.floatRescaled({ scale: 0.5, offset: 1 }),
    },
    crosses: [['s', 'i'], FeatureSpace.cross({ featureNames: ['ih', 'd'], crossingDim: 5 })],
    crossingDim: 6,
    outputMode,
  });
}

const row = (...parts: readonly (readonly number[])[]): number[] => parts.flat();
const one = (at: number, size: number): number[] =>
  Array.from({ length: size }, (_, i) => Number(i === at));
/** √5: the deviation of 0, 2, 4 and 6. */
const deviation = Math.sqrt(5);

/** What Keras gives for the table: a, d, i, ih, n, r, s, sh, ih_X_d, s_X_i. */
const joined = [
  row(
    [1],
    one(0, 3),
    one(1, 4),
    one(1, 4),
    [-3 / deviation, 1.5],
    one(1, 4),
    one(1, 4),
    one(3, 5),
    one(3, 6),
  ),
  row(
    [2],
    one(1, 3),
    one(1, 4),
    one(3, 4),
    [-1 / deviation, 2],
    one(3, 4),
    one(1, 4),
    one(3, 5),
    one(0, 6),
  ),
  row(
    [3],
    one(2, 3),
    one(3, 4),
    one(1, 4),
    [1 / deviation, 2.5],
    one(1, 4),
    one(1, 4),
    one(2, 5),
    one(1, 6),
  ),
  row(
    [10],
    one(2, 3),
    one(2, 4),
    one(3, 4),
    [3 / deviation, 3],
    one(2, 4),
    one(1, 4),
    one(1, 5),
    one(3, 6),
  ),
];

onEachBackend('FeatureSpace', () => {
  test('joins features of all kinds in the order of their names, then crosses', () => {
    using space = everyKind('concat');
    expect(() => space.apply(table)).toThrow('have not learnt from data yet');
    space.adapt(table);
    using y = space.apply(table);
    expectClose(y, joined);
    expect(y.dtype).toBe('float32');
    const shapes = Object.fromEntries(Object.keys(table).map((name) => [name, [null]]));
    expect(space.outputShape(shapes)).toEqual([null, 33]);
    expect(space.runsOnHost).toBe(true);
    expect(space.weights.map(({ name }) => name)).toEqual(['mean', 'variance', 'count']);
  });

  test('gives a record of features with outputMode dict', () => {
    using space = everyKind('dict');
    space.adapt(table);
    const y = space.apply(table);
    expect(Object.keys(y).sort()).toEqual([...Object.keys(table), 'ih_X_d', 's_X_i'].sort());
    expectClose(y.s!, [one(1, 4), one(3, 4), one(1, 4), one(2, 4)]);
    expectClose(y.s_X_i!, [one(3, 6), one(0, 6), one(1, 6), one(3, 6)]);
    for (const part of Object.values(y)) part.dispose();
  });

  test('leaves categories as whole numbers where that is wanted', () => {
    using space = new FeatureSpace({
      features: {
        s: FeatureSpace.stringCategorical({ outputMode: 'int' }),
        i: FeatureSpace.integerCategorical({ outputMode: 'int' }),
      },
      crosses: [
        FeatureSpace.cross({ featureNames: ['s', 'i'], crossingDim: 8, outputMode: 'int' }),
      ],
      outputMode: 'dict',
    });
    space.adapt(table);
    const y = space.apply({ s: table.s, i: table.i });
    expectClose(y.i!, [[1], [1], [3], [2]]);
    expectClose(y.s!, [[1], [3], [1], [2]]);
    // What Keras gives.
    expectClose(y.s_X_i!, [[1], [4], [3], [3]]);
    expect(space.outputTypes()).toEqual(['int32', 'int32', 'int32']);
    for (const part of Object.values(y)) part.dispose();
  });

  test('takes single values, and gives a result without a batch', async () => {
    using space = everyKind('concat');
    space.adapt(table);
    const sample = { a: 1, n: 0, d: 0.1, i: 3, s: 'x', ih: 1, sh: 'p', r: 1 };
    using y = space.apply(sample);
    expectClose(y, joined[0]!);
    await expectNoLeak(() => space.apply(table).dispose());
  });

  test('learns the same from a stream of batches, columns with an axis of their own', async () => {
    using space = everyKind('concat');
    async function* batches() {
      yield Object.fromEntries(
        Object.entries(table).map(([name, column]) => [
          name,
          tensor((column as (number | string)[]).map((value) => [value]) as number[][]),
        ]),
      );
    }
    await space.adapt(batches());
    using y = space.apply(table);
    expectClose(y, joined);
  });

  test('takes quantiles of 32 rows at a time, as Keras does', () => {
    using space = new FeatureSpace({
      features: { d: FeatureSpace.floatDiscretized({ numBins: 4 }) },
    });
    space.adapt({ d: recorded.values });
    const { binBoundaries } = (space.preprocessors.d as Discretization).config;
    expect(binBoundaries).toEqual(recorded.boundaries.map(Math.fround));
  });

  test('takes layers of your own', () => {
    using space = new FeatureSpace({
      features: {
        t: FeatureSpace.feature({
          dtype: 'string',
          preprocessor: new TextVectorization({ outputMode: 'tf_idf' }),
          outputMode: 'float',
        }),
      },
    });
    space.adapt({ t: ['a b', 'b c'] });
    using y = space.apply({ t: ['a b b'] });
    expectClose(y, [[0, 2 * Math.log(1 + 2 / 3), 0, Math.log(2)]]);
  });

  test('comes back from its saved form and from its config', () => {
    layerCatalog.register(layers);
    using space = everyKind('concat');
    space.adapt(table);
    const form = JSON.parse(JSON.stringify(serialize(space)));
    expect(form.module).toBe('keras.utils');
    expect(form.config.features.s.config.preprocessor.config.vocabulary).toEqual(['x', 'z', 'y']);
    using loaded = deserialize(form, 'layer') as unknown as FeatureSpace;
    expect(serialize(loaded)).toEqual(form);
    loaded.buildFor(Object.fromEntries(Object.keys(table).map((name) => [name, [null]])));
    for (const [i, weight] of space.weights.entries()) loaded.weights[i]?.assign(weight.value);
    using y = loaded.apply(table);
    expectClose(y, joined);
    const copy = new FeatureSpace(space.config);
    using z = copy.apply(table);
    expectClose(z, joined);
  });

  test('says what an Input for each feature takes', () => {
    using space = new FeatureSpace({ features: { city: 'string_hashed', age: 'float' } });
    expect(space.getInputs()).toEqual({
      city: { name: 'city', shape: [1], dtype: 'string' },
      age: { name: 'age', shape: [1], dtype: 'float32' },
    });
    expect((space.preprocessors.city as Layer).name).toBe('city_preprocessor');
  });

  test('refuses other features than it was made for', () => {
    using space = new FeatureSpace({ features: { a: 'float', b: 'float' } });
    expect(() => space.apply({ a: [1] })).toThrow('the input must have feature "b", received a');
    expect(() => space.apply({ a: [1], b: [1], c: [1] })).toThrow('received "c"');
    using learner = new FeatureSpace({ features: { a: 'float_normalized' } });
    expect(() => learner.adapt({ b: [1] })).toThrow('the input must have feature "a", received b');
  });

  test.each([
    [{ features: {} }, '`features` must be a record with at least one feature'],
    [{ features: { a: 'flaot' } }, "did you mean 'float'"],
    [
      { features: { a: 'float' }, crosses: [['a', 'b']] },
      'must name features that are in `features`',
    ],
    [{ features: { a: 'float' }, crosses: [['a']] }, '`featureNames` must be at least two names'],
    [{ features: { a: 'float' }, crosses: 'a' }, '`crosses` must be a list'],
    [{ features: { a: 'float' }, outputMode: 'list' }, '`outputMode` must be one of'],
    [{ features: { a: 'float' }, crossingDim: 0 }, '`crossingDim` must be'],
    [{ features: { a: 'float' }, hashingDim: 0.5 }, '`hashingDim` must be'],
    [{ features: { a: 'float' }, numDiscretizationBins: -1 }, '`numDiscretizationBins` must be'],
    [{ features: { a: 'float' }, feature: 1 }, '`feature` is not an option'],
    [
      { features: { a: FeatureSpace.stringCategorical({ outputMode: 'int' }) } },
      '`features` that are joined must be encoded, received "a", which stays int32',
    ],
  ])('refuses %j', (options, message) => {
    expect(() => new FeatureSpace(options as never)).toThrow(message);
  });
});

/** 100 normally distributed numbers, and the boundaries of four bins that Keras finds for them. */
const recorded = {
  values: [
    0.126, -0.132, 0.64, 0.105, -0.536, 0.362, 1.304, 0.947, -0.704, -1.265, -0.623, 0.041, -2.325,
    -0.219, -1.246, -0.732, -0.544, -0.316, 0.412, 1.043, -0.129, 1.366, -0.665, 0.352, 0.903,
    0.094, -0.743, -0.922, -0.458, 0.22, -1.01, -0.209, -0.159, 0.541, 0.215, 0.355, -0.654, -0.13,
    0.784, 1.493, -1.259, 1.514, 1.346, 0.781, 0.264, -0.314, 1.458, 1.96, 1.802, 1.315, 0.357,
    -1.208, -0.004, 0.656, -1.288, 0.395, 0.43, 0.696, -1.184, -0.662, -0.436, -1.17, 1.739, -0.496,
    0.329, -0.259, 1.583, 1.32, 0.633, -2.204, 0.052, 0.684, 1.004, -0.618, 1.822, -1.32, -0.662,
    0.935, 0.049, 2.002, 0.189, -0.633, -0.378, -1.091, -1.278, 0.63, 0.581, 1.295, -0.755, 1.689,
    -0.287, 1.574, -0.433, -0.735, 0.25, 1.031, 0.161, -0.586, -1.341, -1.402,
  ],
  boundaries: [-0.6540001034736633, 0.05199994891881943, 0.6959998607635498],
};
