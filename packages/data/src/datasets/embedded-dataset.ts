import { NdArray } from '@myelin/core';
import { type ColumnValues, type Table, table } from '@myelin/table';
import { embeddedColumns } from './embedded-columns.ts';
import { randomSplit } from './random-split.ts';
import { checkedSplit, type SplitOptions } from './split-options.ts';
import { stratifiedSplit } from './stratified-split.ts';
import type { FeaturesAndTargets, TabularDataset, TabularSplit } from './tabular-dataset.ts';

/** What sets one table of this package apart from another. */
export interface EmbeddedDatasetFacts extends Omit<TabularDataset<SplitOptions>, 'load' | 'table'> {
  /** The text that scripts/embed-tables.py has written; it is loaded with the first call. */
  readonly bytes: () => Promise<string>;
}

/** A small table that is part of this package: no network needed. */
export function embeddedDataset(facts: EmbeddedDatasetFacts): TabularDataset<SplitOptions> {
  const { bytes, ...description } = facts;
  return {
    ...description,
    async load(options: SplitOptions = {}): Promise<TabularSplit> {
      const split = checkedSplit(`${facts.name}.load`, options);
      return splitColumns(await embeddedColumns(await bytes()), facts.classNames, split);
    },
    async table(): Promise<Table> {
      return namedColumns(await embeddedColumns(await bytes()), description);
    },
  };
}

/** The rows in two parts; the last column is the target. */
export function splitColumns(
  columns: readonly Float64Array[],
  classNames: readonly string[],
  { testFraction, seed }: Required<SplitOptions>,
): TabularSplit {
  const target = columns.at(-1) ?? new Float64Array(0);
  const features = columns.slice(0, -1);
  const x = new Float64Array(target.length * features.length);
  for (const [at, column] of features.entries()) {
    for (const [row, value] of column.entries()) x[row * features.length + at] = value;
  }
  const all: FeaturesAndTargets = {
    x: new NdArray(x, [target.length, features.length], 'float64'),
    y:
      classNames.length > 0
        ? new NdArray(Uint8Array.from(target), [target.length])
        : vector(target),
  };
  const rows =
    classNames.length > 0
      ? stratifiedSplit(target, testFraction, seed)
      : randomSplit(target.length, testFraction, seed);
  return { train: rowsOf(all, rows.train), test: rowsOf(all, rows.test) };
}

/** The columns with their names. */
export function namedColumns(
  columns: readonly Float64Array[],
  { featureNames, targetName, classNames }: Omit<TabularDataset<unknown>, 'load' | 'table'>,
): Table {
  const named: Record<string, ColumnValues> = {};
  for (const [at, name] of featureNames.entries()) named[name] = columns[at] ?? [];
  const target = columns.at(-1) ?? new Float64Array(0);
  named[targetName] =
    classNames.length > 0 ? Array.from(target, (index) => classNames[index] ?? null) : target;
  return table(named);
}

const vector = (values: Float64Array): NdArray => new NdArray(values, [values.length], 'float64');

const rowsOf = ({ x, y }: FeaturesAndTargets, rows: readonly number[]): FeaturesAndTargets => ({
  x: x.take(rows),
  y: y.take(rows),
});
