import { embeddedDataset } from './embedded-dataset.ts';
import type { SplitOptions } from './split-options.ts';
import type { TabularDataset } from './tabular-dataset.ts';

/**
 * Iris: sepals and petals of 150 flowers of three species. It is part of this package: no network needed.
 *
 * `load` shuffles and splits with `seed`; each species is divided in the same proportion.
 *
 * @shape x `[120, 4]` and `[30, 4]` as `float64`, y `[120]` and `[30]` as `uint8`, with the default options
 * @throws {@link ArgumentError} `testFraction` is outside [0, 1), or `seed` is not a whole number.
 * @source Fisher 1936, with the values of `sklearn.datasets.load_iris`: the file of UCI has two wrong ones.
 * @example
 * const { train, test } = await iris.load();
 * iris.classNames[train.y.at(0)] // => 'setosa'
 */
export const iris: TabularDataset<SplitOptions> = embeddedDataset({
  name: 'iris',
  description: 'Lengths and widths of sepals and petals of 150 flowers, 50 of each of 3 species',
  license: 'CC BY 4.0',
  source:
    'R. A. Fisher (1936), Iris, UCI Machine Learning Repository, https://doi.org/10.24432/C56C76',
  featureNames: ['sepal length (cm)', 'sepal width (cm)', 'petal length (cm)', 'petal width (cm)'],
  targetName: 'species',
  classNames: ['setosa', 'versicolor', 'virginica'],
  bytes: async () => (await import('./iris-bytes.ts')).irisBytes,
});
