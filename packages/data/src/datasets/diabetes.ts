import { requireBoolean } from '@myelin/core';
import type { Table } from '@myelin/table';
import { embeddedColumns } from './embedded-columns.ts';
import { namedColumns, splitColumns } from './embedded-dataset.ts';
import { checkedSplit, type SplitOptions } from './split-options.ts';
import type { TabularDataset, TabularSplit } from './tabular-dataset.ts';

export interface DiabetesOptions extends SplitOptions {
  /**
   * True for columns with mean 0 and sum of squares 1 over all rows, false for ages in years and the like.
   *
   * @defaultValue `true`
   */
  readonly scaled?: boolean;
}

const description = {
  name: 'diabetes',
  description:
    '10 measures of 442 patients, and how far their diabetes was a year later (25 to 346)',
  license: 'none stated; scikit-learn carries it under the BSD 3-Clause license',
  source:
    'B. Efron, T. Hastie, I. Johnstone & R. Tibshirani (2004), Least Angle Regression, ' +
    'Annals of Statistics 32, https://doi.org/10.1214/009053604000000067',
  featureNames: ['age', 'sex', 'bmi', 'bp', 's1', 's2', 's3', 's4', 's5', 's6'],
  targetName: 'progression',
  classNames: [],
};

/**
 * Diabetes: 10 measures of 442 patients, to predict how far the disease is a year later. It is part of this package: no
 * network needed.
 *
 * `load` shuffles and splits with `seed`; `table` has the values as they were measured.
 *
 * @shape x `[353, 10]` and `[89, 10]`, y `[353]` and `[89]`, all `float64`, with the default options
 * @throws {@link ArgumentError} `testFraction` is outside [0, 1), or `seed` is not a whole number.
 * @source Efron, Hastie, Johnstone & Tibshirani 2004, as `sklearn.datasets.load_diabetes`.
 * @example
 * const { train, test } = await diabetes.load({ scaled: false });
 */
export const diabetes: TabularDataset<DiabetesOptions> = {
  ...description,

  async load(options: DiabetesOptions = {}): Promise<TabularSplit> {
    const split = checkedSplit('diabetes.load', options, ['scaled']);
    const scaled = requireBoolean('diabetes.load', 'scaled', options.scaled ?? true);
    const columns = await measuredColumns();
    const features = columns.slice(0, -1).map((column) => (scaled ? scaledColumn(column) : column));
    return splitColumns([...features, ...columns.slice(-1)], [], split);
  },

  async table(): Promise<Table> {
    return namedColumns(await measuredColumns(), description);
  },
};

const measuredColumns = async (): Promise<Float64Array[]> =>
  embeddedColumns((await import('./diabetes-bytes.ts')).diabetesBytes);

/** `(x - mean) / sqrt(Σ (x - mean)²)` */
function scaledColumn(column: Float64Array): Float64Array {
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
  const length = Math.hypot(...column.map((value) => value - mean));
  return column.map((value) => (value - mean) / length);
}
