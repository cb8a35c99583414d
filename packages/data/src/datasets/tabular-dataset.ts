import type { NdArray } from '@myelin/core';
import type { Table } from '@myelin/table';

/** Rows of numbers with what is to be predicted from them. */
export interface FeaturesAndTargets {
  /** `[count, features]` */
  readonly x: NdArray;
  /** `[count]`: class indices, or the values to predict. */
  readonly y: NdArray;
}

/** Rows to learn from, and others to judge what was learnt. */
export interface TabularSplit {
  readonly train: FeaturesAndTargets;
  readonly test: FeaturesAndTargets;
}

/** A data set of rows of numbers. */
export interface TabularDataset<Options> {
  readonly name: string;
  /** What is in it, in a sentence. */
  readonly description: string;
  /** Terms as its authors state them. */
  readonly license: string;
  /** Whom to cite, and where it comes from. */
  readonly source: string;
  /** Names of the columns of `x`. */
  readonly featureNames: readonly string[];
  /** Name of the column to predict. */
  readonly targetName: string;
  /** Name of each class, an entry of `y` being an index into this list. Empty where `y` are values. */
  readonly classNames: readonly string[];
  load(options?: Options): Promise<TabularSplit>;
  /** All rows, in the order of the source: the features and then the target, classes by their names. */
  table(): Promise<Table>;
}
