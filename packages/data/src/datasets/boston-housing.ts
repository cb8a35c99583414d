import { type HousingDataset, type HousingOptions, housingDataset } from './housing-dataset.ts';

/**
 * Boston Housing: 13 measures of 506 suburbs, to predict the median value of their houses in thousands of dollars.
 *
 * One of the measures, `B`, was made on the assumption that people of different color living apart raises prices. Take
 * {@link californiaHousing} unless that is what a lesson is about.
 *
 * `load` takes the file from the folder `MYELIN_DATA`, else from the cache, else from the public one of Keras (57 kB), and
 * accepts it only with the right checksum.
 *
 * @shape x `[404, 13]` and `[102, 13]`, y `[404]` and `[102]`, with the default options
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @throws {@link DataError} the file cannot be had; the message holds every mirror's reason.
 * @throws {@link AbortError} `signal` fired.
 * @source Harrison & Rubinfeld 1978; options and defaults as Keras 3 `boston_housing.load_data` (`testFraction` is its
 * `test_split`), in another order.
 * @example
 * const { train } = await bostonHousing.load();
 */
export const bostonHousing: HousingDataset<HousingOptions> = housingDataset({
  name: 'boston-housing',
  description: '13 measures of 506 suburbs of Boston in the 1970s, and the median value of a house',
  license: 'none stated; from StatLib, which Carnegie Mellon University keeps',
  source:
    'D. Harrison & D. L. Rubinfeld (1978), Hedonic Housing Prices and the Demand for Clean Air, ' +
    'https://doi.org/10.1016/0095-0696(78)90006-2',
  featureNames: [
    'CRIM',
    'ZN',
    'INDUS',
    'CHAS',
    'NOX',
    'RM',
    'AGE',
    'DIS',
    'RAD',
    'TAX',
    'PTRATIO',
    'B',
    'LSTAT',
  ],
  targetName: 'MEDV',
  classNames: [],
  file: {
    name: 'boston_housing.npz',
    bytes: 57026,
    sha256: 'f553886a1f8d56431e820c5b82552d9d95cfcb96d1e678153f8839538947dff5',
    mirrors: ['https://storage.googleapis.com/tensorflow/tf-keras-datasets/'],
  },
});
