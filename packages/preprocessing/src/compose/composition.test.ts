import { ArgumentError } from '@myelin/core';
import { table } from '@myelin/table';
import { describe, expect, test } from 'vitest';
import { recordedTransformers } from '../../test-support/recorded-transformers.ts';
import { OneHotEncoder } from '../encoders/one-hot-encoder.ts';
import { PolynomialFeatures } from '../features/polynomial-features.ts';
import { SimpleImputer } from '../imputers/simple-imputer.ts';
import { fromJson } from '../saving/from-json.ts';
import { MaxAbsScaler } from '../scalers/max-abs-scaler.ts';
import { MinMaxScaler } from '../scalers/min-max-scaler.ts';
import { StandardScaler } from '../scalers/standard-scaler.ts';
import { makeColumnSelector } from './column-selection.ts';
import { ColumnTransformer } from './column-transformer.ts';
import { FeatureUnion } from './feature-union.ts';
import { makeColumnTransformer } from './make-column-transformer.ts';
import { makePipeline } from './make-pipeline.ts';
import { ModelPipeline } from './model-pipeline.ts';
import { Pipeline } from './pipeline.ts';

await recordedTransformers(
  'sklearn/composition.json',
  { ColumnTransformer, Pipeline, FeatureUnion },
  {
    inside: {
      MaxAbsScaler,
      MinMaxScaler,
      OneHotEncoder,
      PolynomialFeatures,
      SimpleImputer,
      StandardScaler,
    },
  },
);

const passengers = table({
  Age: [22, 38, null, 35],
  Sex: ['male', 'female', 'female', null],
  Fare: [7, 71, 8, 53],
  Name: ['Braund', 'Cumings', 'Heikkinen', 'Futrelle'],
});

const prepare = new ColumnTransformer<'Age' | 'Sex' | 'Fare'>({
  transformers: [
    ['numbers', makePipeline(new SimpleImputer(), new MinMaxScaler()), ['Age', 'Fare']],
    [
      'words',
      makePipeline(new SimpleImputer({ strategy: 'most_frequent' }), new OneHotEncoder()),
      ['Sex'],
    ],
  ],
});

describe('ColumnTransformer', () => {
  const fitted = prepare.fit(passengers);

  test('gives each part its columns of a table and puts the results side by side', () => {
    expect(fitted.featureNamesOut()).toEqual([
      'numbers__Age',
      'numbers__Fare',
      'words__Sex_female',
      'words__Sex_male',
    ]);
    // The mean age is 95/3 and the ages go from 22 to 38; a missing sex becomes the most frequent one.
    const rows = fitted.transform(passengers).toArray() as number[][];
    expect(rows[0]).toEqual([0, 0, 0, 1]);
    expect(rows[2]?.[0]).toBeCloseTo((95 / 3 - 22) / 16, 12);
    expect(rows[3]?.slice(2)).toEqual([1, 0]);
  });

  test('needs only the columns that its parts use, wherever they stand, and leaves others be', () => {
    const fewer = table({ Ticket: ['A'], Fare: [71], Sex: ['male'], Age: [38] });
    expect(fitted.transform(fewer).toArray()).toEqual([[1, 1, 0, 1]]);
    expect(fitted.transform([{ Age: 38, Sex: 'male', Fare: 71 }]).toArray()).toEqual([
      [1, 1, 0, 1],
    ]);
    expect(() => fitted.transform(table({ Age: [1], sex: ['male'], Fare: [1] }))).toThrow(
      /column `Sex` is missing, received `Age`, `sex`, `Fare`.\n {2}Fix: rename `sex` to `Sex`/,
    );
  });

  test('is saved with what its selectors chose', () => {
    const chosen = new ColumnTransformer({
      transformers: [['numbers', new MinMaxScaler(), makeColumnSelector({ kind: 'number' })]],
      remainder: 'passthrough',
    }).fit(passengers);
    const back = fromJson(JSON.stringify(chosen));
    expect(JSON.stringify(back)).toBe(JSON.stringify(chosen));
    expect(chosen.featureNamesOut()).toEqual([
      'numbers__Age',
      'numbers__Fare',
      'remainder__Sex',
      'remainder__Name',
    ]);
    expect(() => chosen.transform(passengers)).toThrow(
      /column `remainder__Sex` of what comes out holds texts/,
    );
    expect(chosen.transformTable(passengers).row(1)).toEqual({
      numbers__Age: 1,
      numbers__Fare: 1,
      remainder__Sex: 'female',
      remainder__Name: 'Cumings',
    });
  });

  test.each([
    [
      'an unknown column',
      [['a', new MinMaxScaler(), ['fare']]],
      /there is no column `fare`.\n {2}Fix: did you mean `Fare`/,
    ],
    ['a fitted part', [['a', fitted, ['Fare']]], /received a fitted ColumnTransformer/],
    ['no name', [[new MinMaxScaler(), ['Fare']]], /must hold entries that begin with a name/],
    [
      'a name twice',
      [
        ['a', 'drop', [0]],
        ['a', 'drop', [1]],
      ],
      /two entries named `a`/,
    ],
    ['a place that is no number', [['a', 'drop', [0.5]]], /must be a whole number from -4 to 3/],
  ])('refuses %s', (_, transformers, message) => {
    const make = () =>
      new ColumnTransformer({ transformers: transformers as never }).fit(passengers);
    expect(make).toThrow(ArgumentError);
    expect(make).toThrow(message);
  });
});

describe('Pipeline', () => {
  test('names steps by their classes, and is undone from the last to the first', () => {
    const pipeline = makePipeline(new StandardScaler(), new MinMaxScaler(), new StandardScaler());
    expect(pipeline.config.steps.map(([name]) => name)).toEqual([
      'standardscaler-1',
      'minmaxscaler',
      'standardscaler-2',
    ]);
    const fitted = pipeline.fit([[1], [2], [6]]);
    const back = fitted.inverseTransform(fitted.transform([[5]]));
    expect(back.at(0, 0)).toBeCloseTo(5, 12);
  });

  test('says which step cannot be undone', () => {
    const fitted = makePipeline(new PolynomialFeatures()).fit([[1], [2]]);
    expect(() => fitted.inverseTransform([[1, 2, 4]])).toThrow(
      'a PolynomialFeatures cannot be undone',
    );
  });

  test('hands the choice of columns to a ColumnTransformer at its beginning', () => {
    const fitted = new Pipeline({
      steps: [
        ['prepare', prepare],
        ['scale', new StandardScaler()],
      ],
    }).fit(passengers);
    const other = passengers.drop('Name').with('Ticket', ['A', 'B', 'C', 'D']);
    expect(fitted.transform(other).toArray()).toEqual(fitted.transform(passengers).toArray());
  });
});

test('makeColumnTransformer names parts by their classes', () => {
  const fitted = makeColumnTransformer(
    [new MinMaxScaler(), ['Age']],
    [new OneHotEncoder(), 'Sex'],
  ).fit(passengers);
  expect(Object.keys(fitted.namedTransformers)).toEqual([
    'minmaxscaler',
    'onehotencoder',
    'remainder',
  ]);
});

test('makeColumnTransformer takes what is kept or left out, and options behind the parts', () => {
  // Names as scikit-learn gives them.
  const numbers = table({ a: [1, 2], b: [3, 4], c: [5, 6], d: [7, 8], e: [9, 10] });
  const parts = [
    [new StandardScaler(), ['a']],
    ['passthrough', ['b']],
    ['passthrough', ['c']],
    ['drop', ['d']],
  ] as const;
  const verbose = makeColumnTransformer(...parts, { remainder: 'passthrough' }).fit(numbers);
  expect(verbose.featureNamesOut()).toEqual([
    'standardscaler__a',
    'passthrough-1__b',
    'passthrough-2__c',
    'remainder__e',
  ]);
  const short = makeColumnTransformer(...parts, {
    remainder: 'passthrough',
    verboseFeatureNamesOut: false,
  }).fit(numbers);
  expect(short.featureNamesOut()).toEqual(['a', 'b', 'c', 'e']);
  expect(short.transform(numbers).toArray()).toEqual([
    [-1, 3, 5, 9],
    [1, 4, 6, 10],
  ]);
});

test.each<[string, () => unknown, RegExp]>([
  [
    'a list of steps',
    () => makePipeline([new StandardScaler()] as never),
    /^makePipeline: `step 1` must be a transformer/,
  ],
  ['no step', () => makePipeline(), /`steps` must hold at least one step/],
  [
    'a transformer without columns',
    () => makeColumnTransformer(new StandardScaler() as never),
    /part 1 must be a transformer and its columns, received an instance of StandardScaler/,
  ],
  [
    'columns before their transformer',
    () => makeColumnTransformer([['Age'], new StandardScaler()] as never),
    /`part 1` must be a transformer or 'passthrough', 'drop', received \["Age"\]/,
  ],
  [
    'a kind that columns do not have',
    () => makeColumnSelector({ kind: 'numeric' as never }),
    /`kind` must be one of 'number', 'text', 'boolean', 'mixed', received "numeric"/,
  ],
  [
    "scikit-learn's name of an option",
    () => makeColumnSelector({ dtypeInclude: 'number' } as never),
    /`dtypeInclude` is not an option/,
  ],
  [
    'a text as a pattern',
    () => makeColumnSelector({ pattern: 'price' as never }),
    /`pattern` must be a regular expression, received "price"/,
  ],
  [
    'a misspelled target',
    () => new ModelPipeline({ prepare: new StandardScaler(), model: {}, taget: 1 } as never),
    /`taget` is not an option .*\n.*did you mean `target`/,
  ],
])('refuses %s', (_, make, message) => {
  expect(make).toThrow(ArgumentError);
  expect(make).toThrow(message);
});
