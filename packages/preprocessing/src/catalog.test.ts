import { NdArray } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { preprocessors } from './catalog.ts';
import { ColumnTransformer } from './compose/column-transformer.ts';
import { FeatureUnion } from './compose/feature-union.ts';
import { Pipeline } from './compose/pipeline.ts';
import { OneHotEncoder } from './encoders/one-hot-encoder.ts';
import { OrdinalEncoder } from './encoders/ordinal-encoder.ts';
import { TargetEncoder } from './encoders/target-encoder.ts';
import { Binarizer } from './features/binarizer.ts';
import { FunctionTransformer } from './features/function-transformer.ts';
import { KBinsDiscretizer } from './features/k-bins-discretizer.ts';
import { PolynomialFeatures } from './features/polynomial-features.ts';
import { SplineTransformer } from './features/spline-transformer.ts';
import { KNNImputer } from './imputers/knn-imputer.ts';
import { MissingIndicator } from './imputers/missing-indicator.ts';
import { SimpleImputer } from './imputers/simple-imputer.ts';
import { fromJson } from './saving/from-json.ts';
import { preprocessorCatalog } from './saving/preprocessor-catalog.ts';
import { MaxAbsScaler } from './scalers/max-abs-scaler.ts';
import { MinMaxScaler } from './scalers/min-max-scaler.ts';
import { Normalizer } from './scalers/normalizer.ts';
import { PowerTransformer } from './scalers/power-transformer.ts';
import { QuantileTransformer } from './scalers/quantile-transformer.ts';
import { RobustScaler } from './scalers/robust-scaler.ts';
import { StandardScaler } from './scalers/standard-scaler.ts';
import type { FittedTransformer } from './transformer/fitted-transformer.ts';
import type { Transformer } from './transformer/transformer.ts';

preprocessorCatalog.register(preprocessors);

const scale = new StandardScaler();
const transformers: readonly Transformer[] = [
  new ColumnTransformer({ transformers: [['scale', scale, [0]]], remainder: 'passthrough' }),
  new FeatureUnion({ transformerList: [['as they are', 'passthrough']] }),
  new Pipeline({ steps: [['nothing', 'passthrough']] }),
  new Pipeline({ steps: [['scale', scale]] }),
  new OneHotEncoder({ handleUnknown: 'ignore' }),
  new OrdinalEncoder(),
  new TargetEncoder({ cv: 2 }),
  new Binarizer(),
  new FunctionTransformer(),
  new FunctionTransformer({ func: 'square', inverseFunc: 'sqrt' }),
  new KBinsDiscretizer({ nBins: 2 }),
  new KBinsDiscretizer({ nBins: 2, encode: 'ordinal', strategy: 'kmeans' }),
  new PolynomialFeatures(),
  new SplineTransformer(),
  new KNNImputer(),
  new MissingIndicator({ features: 'all' }),
  new SimpleImputer({ addIndicator: true }),
  new MaxAbsScaler({ clip: true }),
  new MinMaxScaler({ clip: true }),
  new Normalizer(),
  new PowerTransformer(),
  new QuantileTransformer({ nQuantiles: 4 }),
  new RobustScaler(),
  new StandardScaler(),
];

/** The second column is constant. */
const numbers = [1, 7, -2, 7, 0.5, 7, 4, 7];
const given = (): NdArray => new NdArray(Float64Array.from(numbers), [4, 2]);
const y = [0, 1, 0, 1];

interface Invertible extends FittedTransformer {
  inverseTransform(z: NdArray): unknown;
}

test('every transformer in the catalog obeys the laws below', () => {
  const named = new Set(transformers.map(({ className }) => className));
  const others = ['KFold', 'LeaveOneOut', 'StratifiedKFold'];
  const labels = ['LabelBinarizer', 'LabelEncoder', 'MultiLabelBinarizer'];
  expect([...named, ...others, ...labels].sort()).toEqual(Object.keys(preprocessors).sort());
});

describe.each(transformers)('$className $config', (transformer) => {
  test('leaves what it is given as it is', () => {
    const x = given();
    const fitted = transformer.fit(x, y);
    const z = fitted.transform(x);
    transformer.fitTransform(x, y);
    fitted.transformTable(x);
    const before = z.toArray();
    if ('inverseTransform' in fitted) (fitted as Invertible).inverseTransform(z);
    expect([...x.data]).toEqual(numbers);
    expect(z.toArray()).toEqual(before);
  });

  test('gives numbers that may be changed without changing anything else', () => {
    const x = given();
    const fitted = transformer.fit(x, y);
    const expected = fitted.transform(given()).toArray();
    fitted.transform(x).data.fill(99);
    transformer.fitTransform(x, y).data.fill(99);
    if ('inverseTransform' in fitted) {
      const back = (fitted as Invertible).inverseTransform(fitted.transform(x));
      if (back instanceof NdArray) back.data.fill(99);
    }
    expect([...x.data]).toEqual(numbers);
    x.data.fill(-99);
    expect(fitted.transform(given()).toArray()).toEqual(expected);
  });

  test('gives a column for each name, and the same after it was saved', () => {
    const fitted = transformer.fit(given(), y);
    const z = fitted.transform(given());
    expect(z.shape).toEqual([4, fitted.featureNamesOut().length]);
    const back = fromJson(JSON.stringify(fitted)) as FittedTransformer;
    expect(back.transform(given()).toArray()).toEqual(z.toArray());
    expect(back.featureNamesOut()).toEqual(fitted.featureNamesOut());
    expect(JSON.stringify(back)).toBe(JSON.stringify(fitted));
  });
});
