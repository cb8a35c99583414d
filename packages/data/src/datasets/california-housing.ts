import { type HousingDataset, type HousingOptions, housingDataset } from './housing-dataset.ts';

export interface CaliforniaHousingOptions extends HousingOptions {
  /** All 20,640 rows, or the first 600. @defaultValue `'large'` */
  readonly version?: 'small' | 'large';
}

/**
 * California Housing: 8 measures of 20,640 districts, to predict the median value of their houses in dollars.
 *
 * `load` takes the file from the folder `MYELIN_DATA`, else from the cache, else from the public one of Keras (0.7 MB), and
 * accepts it only with the right checksum.
 *
 * @shape x `[16512, 8]` and `[4128, 8]`, y `[16512]` and `[4128]`, with the default options
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @throws {@link DataError} the file cannot be had; the message holds every mirror's reason.
 * @throws {@link AbortError} `signal` fired.
 * @source Pace & Barry 1997; options and defaults as Keras 3 `california_housing.load_data` (`testFraction` is its
 * `test_split`), in another order. The names are those of the columns that are there, which Keras's own list is not.
 * @see https://github.com/keras-team/keras/issues/21886
 * @example
 * const { train } = await californiaHousing.load({ version: 'small' });
 */
export const californiaHousing: HousingDataset<CaliforniaHousingOptions> = housingDataset({
  name: 'california-housing',
  description:
    '8 measures of 20,640 districts of California in 1990, and the median value of a house',
  license: 'none stated; data of the 1990 census of the United States',
  source:
    'R. K. Pace & R. Barry (1997), Sparse Spatial Autoregressions, Statistics & Probability Letters 33, ' +
    'https://doi.org/10.1016/S0167-7152(96)00140-X',
  featureNames: [
    'longitude',
    'latitude',
    'housing_median_age',
    'total_rooms',
    'total_bedrooms',
    'population',
    'households',
    'median_income',
  ],
  targetName: 'median_house_value',
  classNames: [],
  file: {
    name: 'california_housing.npz',
    bytes: 743530,
    sha256: '1a2e3a52e0398de6463aebe6f4a8da34fb21fbb6b934cf88c3425e766f2a1a6f',
    mirrors: ['https://storage.googleapis.com/tensorflow/tf-keras-datasets/'],
  },
  versions: { small: 600, large: 20640 },
});
