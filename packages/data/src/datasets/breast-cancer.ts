import { embeddedDataset } from './embedded-dataset.ts';
import type { SplitOptions } from './split-options.ts';
import type { TabularDataset } from './tabular-dataset.ts';

const measured = [
  'radius',
  'texture',
  'perimeter',
  'area',
  'smoothness',
  'compactness',
  'concavity',
  'concave points',
  'symmetry',
  'fractal dimension',
];

/**
 * Breast Cancer Wisconsin (Diagnostic): 30 measures of cell nuclei of 569 tumors. It is part of this package: no network needed.
 *
 * Class 0 is malignant, class 1 benign. `load` shuffles and splits with `seed`; each class is divided in the same proportion.
 *
 * @shape x `[456, 30]` and `[113, 30]` as `float64`, y `[456]` and `[113]` as `uint8`, with the default options
 * @throws {@link ArgumentError} `testFraction` is outside [0, 1), or `seed` is not a whole number.
 * @source Street, Wolberg & Mangasarian 1993, as `sklearn.datasets.load_breast_cancer`.
 * @example
 * const { train, test } = await breastCancer.load();
 */
export const breastCancer: TabularDataset<SplitOptions> = embeddedDataset({
  name: 'breastCancer',
  description: '30 measures of the cell nuclei of 569 tumors, 212 malignant and 357 benign',
  license: 'CC BY 4.0',
  source:
    'W. Wolberg, O. Mangasarian, N. Street & W. Street (1993), Breast Cancer Wisconsin (Diagnostic), ' +
    'UCI Machine Learning Repository, https://doi.org/10.24432/C5DW2B',
  featureNames: [
    ...measured.map((name) => `mean ${name}`),
    ...measured.map((name) => `${name} error`),
    ...measured.map((name) => `worst ${name}`),
  ],
  targetName: 'diagnosis',
  classNames: ['malignant', 'benign'],
  bytes: async () => (await import('./breast-cancer-bytes.ts')).breastCancerBytes,
});
