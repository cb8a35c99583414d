/** Does the works of `--preprocessing` with Myelin; `python/preprocessing.py` does them with scikit-learn. */

import {
  Binarizer,
  FunctionTransformer,
  KBinsDiscretizer,
  KFold,
  KNNImputer,
  LabelBinarizer,
  LabelEncoder,
  MaxAbsScaler,
  MinMaxScaler,
  MissingIndicator,
  MultiLabelBinarizer,
  metrics,
  multiHot,
  Normalizer,
  OneHotEncoder,
  OrdinalEncoder,
  PolynomialFeatures,
  PowerTransformer,
  QuantileTransformer,
  RobustScaler,
  SimpleImputer,
  SplineTransformer,
  StandardScaler,
  StratifiedKFold,
  type TabularInput,
  TargetEncoder,
  toCategorical,
  trainTestSplit,
} from 'myelin';
import {
  classes,
  holed,
  holedIntegers,
  indexLists,
  normals,
  scores,
  texts,
} from '../preprocessing/made-data.ts';
import { serveWorks } from '../works/serve-works.ts';
import { once, type Works } from '../works/works.ts';

const ROWS = Number(process.env.ROWS);
const COLUMNS = 10;
const FEWER = Math.min(ROWS, 100_000);
const NEIGHBORS = Math.min(ROWS, 3000);
const REVIEWS = Math.min(ROWS, 25_000);

const many = once(() => normals(ROWS, COLUMNS));
const some = once(() => normals(FEWER, COLUMNS));
const withHoles = once(() => holed(ROWS, COLUMNS));
const cells = once(() => texts(Math.ceil(ROWS / 3), 3, 20));
const labels = once(() => texts(ROWS, 1, 20).reshape([ROWS]));
const fewLabels = once(() => labels().take(Int32Array.from({ length: FEWER }, (_, i) => i)));
const binary = once(() => classes(ROWS, 2));
const digits = once(() => classes(ROWS, 10));
const guesses = once(() => classes(ROWS, 10, 7));
const chances = once(() => scores(ROWS));
const reviews = once(() => indexLists(REVIEWS, 130, 10_000));
const tags = once(() => indexLists(FEWER, 5, 50));

interface Learner<X> {
  fit(x: X): { transform(x: X): unknown };
}

function fitTransform<X extends { readonly length: number }>(
  data: () => X,
  learner: Learner<X>,
): Works[string] {
  return (time) => {
    const x = data();
    const fitted = time('fit', x.length, () => learner.fit(x));
    time('transform', x.length, () => fitted.transform(x));
  };
}

const imputer = (strategy: 'mean' | 'median' | 'constant'): Works[string] =>
  fitTransform<ReturnType<typeof holed>>(withHoles, new SimpleImputer({ strategy }));

const works: Works = {
  StandardScaler: fitTransform(many, new StandardScaler()),
  MinMaxScaler: fitTransform(many, new MinMaxScaler()),
  MaxAbsScaler: fitTransform(many, new MaxAbsScaler()),
  RobustScaler: fitTransform(many, new RobustScaler()),
  Normalizer: fitTransform(many, new Normalizer()),
  QuantileTransformer: fitTransform(some, new QuantileTransformer({ seed: 0 })),
  PowerTransformer: fitTransform(some, new PowerTransformer()),
  Binarizer: fitTransform(many, new Binarizer()),
  KBinsDiscretizer: fitTransform(
    many,
    new KBinsDiscretizer({ encode: 'ordinal', strategy: 'quantile', subsample: null }),
  ),
  PolynomialFeatures: fitTransform(some, new PolynomialFeatures()),
  SplineTransformer: fitTransform(some, new SplineTransformer()),
  FunctionTransformer: fitTransform(many, new FunctionTransformer({ func: 'abs' })),
  'SimpleImputer mean': imputer('mean'),
  'SimpleImputer median': imputer('median'),
  'SimpleImputer constant': imputer('constant'),
  'SimpleImputer most_frequent': fitTransform(
    once(() => holedIntegers(ROWS, COLUMNS, 50)),
    new SimpleImputer({ strategy: 'most_frequent' }),
  ),
  'SimpleImputer addIndicator': fitTransform(withHoles, new SimpleImputer({ addIndicator: true })),
  'SimpleImputer texts'(time) {
    const x = cells();
    const imputer = new SimpleImputer({ strategy: 'most_frequent' });
    const fitted = time('fit', x.length, () => imputer.fit(x));
    time('transform', x.length, () => fitted.transformTable(x));
  },
  MissingIndicator: fitTransform(withHoles, new MissingIndicator()),
  KNNImputer: fitTransform(
    once(() => holed(NEIGHBORS, COLUMNS)),
    new KNNImputer(),
  ),
  OneHotEncoder: fitTransform(cells, new OneHotEncoder()),
  OrdinalEncoder: fitTransform(cells, new OrdinalEncoder()),
  TargetEncoder(time) {
    const x: TabularInput = cells();
    const y = chances().slice(0, cells().length);
    const fitted = time('fit', y.length, () => new TargetEncoder().fit(x, y));
    time('transform', y.length, () => fitted.transform(x));
    time('fitTransform', y.length, () => new TargetEncoder({ seed: 0 }).fitTransform(x, y));
  },
  LabelEncoder: fitTransform(labels, new LabelEncoder()),
  LabelBinarizer: fitTransform(fewLabels, new LabelBinarizer()),
  MultiLabelBinarizer: fitTransform<number[][]>(tags, new MultiLabelBinarizer()),
  toCategorical(time) {
    const y = digits();
    time('', ROWS, () => toCategorical(y, 10));
  },
  multiHot(time) {
    const x = reviews();
    time('25,000 × 10,000', x.length, () => multiHot(x, 10_000));
  },
  trainTestSplit(time) {
    const x = many();
    const y = binary();
    time('', ROWS, () => trainTestSplit(x, y, { seed: 0 }));
    time('stratify', ROWS, () => trainTestSplit(x, y, { seed: 0, stratify: y }));
  },
  KFold(time) {
    const x = many();
    time('', ROWS, () => [...new KFold({ shuffle: true, seed: 0 }).split(x)]);
  },
  StratifiedKFold(time) {
    const x = many();
    const y = binary();
    time('', ROWS, () => [...new StratifiedKFold({ shuffle: true, seed: 0 }).split(x, y)]);
  },
  confusionMatrix(time) {
    const [yTrue, yPred] = [digits(), guesses()];
    time('', ROWS, () => metrics.confusionMatrix(yTrue, yPred));
  },
  rocAucScore(time) {
    const [yTrue, yScore] = [binary(), chances()];
    time('', ROWS, () => metrics.rocAucScore(yTrue, yScore));
  },
  logLoss(time) {
    const [yTrue, yScore] = [binary(), chances()];
    time('', ROWS, () => metrics.logLoss(yTrue, yScore));
  },
};

await serveWorks(works);
