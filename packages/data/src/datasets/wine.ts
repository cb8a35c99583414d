import { embeddedDataset } from './embedded-dataset.ts';
import type { SplitOptions } from './split-options.ts';
import type { TabularDataset } from './tabular-dataset.ts';

/**
 * Wine: chemical analyses of 178 wines of three cultivars. It is part of this package: no network needed.
 *
 * `load` shuffles and splits with `seed`; each class is divided in the same proportion.
 *
 * @shape x `[142, 13]` and `[36, 13]` as `float64`, y `[142]` and `[36]` as `uint8`, with the default options
 * @throws {@link ArgumentError} `testFraction` is outside [0, 1), or `seed` is not a whole number.
 * @source Aeberhard & Forina 1991, as `sklearn.datasets.load_wine`.
 * @example
 * const { train, test } = await wine.load();
 */
export const wine: TabularDataset<SplitOptions> = embeddedDataset({
  name: 'wine',
  description: 'Chemical analyses of 178 wines of one region from 3 cultivars',
  license: 'CC BY 4.0',
  source:
    'S. Aeberhard & M. Forina (1991), Wine, UCI Machine Learning Repository, ' +
    'https://doi.org/10.24432/C5PC7J',
  featureNames: [
    'alcohol',
    'malic_acid',
    'ash',
    'alcalinity_of_ash',
    'magnesium',
    'total_phenols',
    'flavanoids',
    'nonflavanoid_phenols',
    'proanthocyanins',
    'color_intensity',
    'hue',
    'od280/od315_of_diluted_wines',
    'proline',
  ],
  targetName: 'cultivar',
  classNames: ['class_0', 'class_1', 'class_2'],
  bytes: async () => (await import('./wine-bytes.ts')).wineBytes,
});
