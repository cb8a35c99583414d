import { SerializationError } from '@myelin/core';
import { expect, test } from 'vitest';
import { preprocessors } from '../catalog.ts';
import { ColumnTransformer } from '../compose/column-transformer.ts';
import { FeatureUnion } from '../compose/feature-union.ts';
import { Pipeline } from '../compose/pipeline.ts';
import { LabelBinarizer } from '../encoders/label-binarizer.ts';
import { OneHotEncoder } from '../encoders/one-hot-encoder.ts';
import { OrdinalEncoder } from '../encoders/ordinal-encoder.ts';
import { TargetEncoder } from '../encoders/target-encoder.ts';
import { Binarizer } from '../features/binarizer.ts';
import { FunctionTransformer } from '../features/function-transformer.ts';
import { KBinsDiscretizer } from '../features/k-bins-discretizer.ts';
import { SplineTransformer } from '../features/spline-transformer.ts';
import { KNNImputer } from '../imputers/knn-imputer.ts';
import { MissingIndicator } from '../imputers/missing-indicator.ts';
import { SimpleImputer } from '../imputers/simple-imputer.ts';
import { MinMaxScaler } from '../scalers/min-max-scaler.ts';
import { QuantileTransformer } from '../scalers/quantile-transformer.ts';
import { RobustScaler } from '../scalers/robust-scaler.ts';
import { FittedStandardScaler, StandardScaler } from '../scalers/standard-scaler.ts';
import type { Fitted } from '../transformer/fitted.ts';
import { fromJson } from './from-json.ts';
import { preprocessorCatalog } from './preprocessor-catalog.ts';

preprocessorCatalog.register(preprocessors);

const fitted = new StandardScaler().fit([
  [0.1, -0, Number.NaN],
  [0.3, 1e300, Number.NaN],
]);
const form = JSON.stringify(fitted);

test('every number comes back exactly, NaN and negative zero too', () => {
  const back = fromJson(form) as FittedStandardScaler;
  expect(back).toBeInstanceOf(FittedStandardScaler);
  expect(back.state).toEqual(fitted.state);
  expect(back.config).toEqual(fitted.config);
  expect(JSON.stringify(back)).toBe(form);
});

test.each([
  ['no JSON', '{', /the text is no JSON/],
  ['a list', '[]', /must be of something that was fitted/],
  [
    'options only',
    '{"class_name":"StandardScaler","config":{}}',
    /must be of something that was fitted/,
  ],
  [
    'an unknown class',
    form.replace('"StandardScaler"', '"StandardScalar"'),
    /did you mean `StandardScaler`/,
  ],
  [
    'a wrong option',
    form.replace('"withMean":true', '"withMean":3'),
    /the options of `StandardScaler` are damaged: .*withMean/,
  ],
  ['a shorter list', form.replace('0.2,', ''), /the form is damaged: `mean`/],
  ['a text for a number', form.replace('0.2,', '"0.2",'), /the form is damaged: `mean\.0`/],
  ['an unknown number', form.replace('"NaN"', '"Nan"'), /there is no number "Nan"/],
  ['missing state', form.replace('"state":{', '"states":{'), SerializationError],
])('refuses %s', (_, text, message) => {
  expect(text).not.toBe(form);
  expect(() => fromJson(text)).toThrow(SerializationError);
  expect(() => fromJson(text)).toThrow(message);
});

/** A form with something in its state put in place of something else. */
const damaged = (one: Fitted, change: (state: Record<string, unknown>) => void): string => {
  const copy = JSON.parse(JSON.stringify(one));
  change(copy.state);
  return JSON.stringify(copy);
};

const column = [[1], [2], [4]];
const words = [['a'], ['b'], ['a']];
const nan = { $number: 'NaN' };

test.each<[string, Fitted, (state: Record<string, unknown>) => void]>([
  ['a mean that options want', fitted, (s) => (s.mean = null)],
  ['a scale of 0', fitted, (s) => (s.scale = [1, 0, 1])],
  ['counts that are none', fitted, (s) => (s.counts = [2, -1, 2])],
  [
    'a center that options do not want',
    new RobustScaler({ withCentering: false }).fit(column),
    (s) => (s.center = [1]),
  ],
  ['half a row', new MinMaxScaler().fit(column), (s) => (s.samples = 0.5)],
  [
    'quantiles that fall',
    new QuantileTransformer({ nQuantiles: 3 }).fit(column),
    (s) => (s.quantiles = [[1, 4, 2]]),
  ],
  [
    'more quantiles than options say',
    new QuantileTransformer({ nQuantiles: 3 }).fit(column),
    (s) => (s.quantiles = [[1, 2, 3, 4]]),
  ],
  [
    'edges that fall',
    new KBinsDiscretizer({ nBins: 2 }).fit(column),
    (s) => (s.edges = [[1, 0, 2]]),
  ],
  [
    'too few knots for a period',
    new SplineTransformer({ extrapolation: 'periodic' }).fit(column),
    (s) => (s.knots = [[1, 2]]),
  ],
  ['NaN as a category', new OrdinalEncoder().fit(words), (s) => (s.categories = [['a', nan]])],
  [
    'true and 1 as two categories',
    new OrdinalEncoder().fit([[0], [1]]),
    (s) => (s.categories = [[1, true]]),
  ],
  ['a place that is not there', new OrdinalEncoder().fit(words), (s) => (s.infrequent = [[2]])],
  ['a drop that options do not want', new OneHotEncoder().fit(words), (s) => (s.drop = [0])],
  [
    'a dropped code that is not there',
    new OneHotEncoder({ drop: 'first' }).fit(words),
    (s) => (s.drop = [5]),
  ],
  [
    'classes of a continuous target',
    new TargetEncoder().fit(words, [0.5, 1.5, 2]),
    (s) => (s.classes = ['a']),
  ],
  [
    'no numbers of a category',
    new TargetEncoder().fit(words, [0.5, 1.5, 2]),
    (s) => (s.encodings = [[1]]),
  ],
  [
    'an indicator twice',
    new MissingIndicator({ features: 'all' }).fit([[1, 2]]),
    (s) => (s.features = [0, 0]),
  ],
  [
    'an indicator that is not there',
    new SimpleImputer({ addIndicator: true }).fit(column),
    (s) => (s.indicatorFeatures = [1]),
  ],
  ['part of a row', new KNNImputer().fit([[1, 2]]), (s) => (s.rows = [1, 2, 3])],
  ['a name too many', new FunctionTransformer().fit(column), (s) => (s.names = ['x0', 'x1'])],
  ['no classes', new LabelBinarizer().fit(['a', 'b']), (s) => (s.classes = [])],
  [
    'a step without options',
    new Pipeline({ steps: [['a', new Binarizer()]] }).fit(column),
    (s) => (s.steps = []),
  ],
  [
    'a part of another name',
    new FeatureUnion({ transformerList: [['a', 'passthrough']] }).fit(column),
    (s) => (s.parts = [['b', 'passthrough']]),
  ],
  [
    'parts without options',
    new ColumnTransformer({ transformers: [['a', new Binarizer(), [0]]] }).fit(column),
    (s) => (s.parts = []),
  ],
])('refuses a state with %s', (_, one, change) => {
  expect(() => fromJson(JSON.stringify(one))).not.toThrow();
  const text = damaged(one, change);
  expect(() => fromJson(text)).toThrow(SerializationError);
  expect(() => fromJson(text)).toThrow(/the form is damaged/);
});

test('refuses forms that are nested too deeply, or hold too much', () => {
  const deep = form.replace('"state":{', `"state":{"x":${'['.repeat(5000)}${']'.repeat(5000)},`);
  expect(() => fromJson(deep)).toThrow(/nested more than 200 levels deep/);
  const long = JSON.parse(form);
  long.state.mean = new Array(4_000_001).fill(0);
  expect(() => fromJson(long)).toThrow(/more than 4000000 values/);
});

test('what would be refused when it is read is not written', () => {
  const names = Array.from({ length: 4_000_001 }, () => 'x');
  const large = new FittedStandardScaler({ ...fitted, featureNamesIn: names });
  expect(() => JSON.stringify(large)).toThrow(/learned too much to be saved/);
});

test('names that objects have by themselves are names like others', () => {
  const rows = [['__proto__'], ['constructor'], ['toString']];
  const encoder = new OneHotEncoder().fit(rows);
  const back = fromJson(JSON.stringify(encoder)) as typeof encoder;
  expect(back.inverseTransform(back.transform(rows)).column('x0').toArray()).toEqual(rows.flat());
  const part = ['constructor', 'passthrough', [0]] as const;
  const weighted = new ColumnTransformer({ transformers: [part], transformerWeights: {} });
  expect(weighted.fitTransform([[3]]).toArray()).toEqual([[3]]);
});
