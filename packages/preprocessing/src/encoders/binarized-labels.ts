import { DataError, describe, ShapeError } from '@myelin/core';
import type { Cell, Column } from '@myelin/table';
import { type LabelsInput, labelColumn } from '../input/labels-input.ts';
import { seenCategories } from './seen-categories.ts';

/** Rows of 0 and 1 for samples that are of several classes at once. */
export type IndicatorRows = readonly (readonly number[])[];

/** What labels are: of two classes at most, of more, or of several at once. */
export type LabelType = 'binary' | 'multiclass' | 'multilabel-indicator';

export interface BinarizedLabels {
  readonly type: LabelType;
  readonly classes: readonly Cell[];
  /** The labels; null where they are rows of 0 and 1. */
  readonly column: Column | null;
}

/** What labels say of their classes. @throws {@link DataError} as `LabelBinarizer` */
export function binarizedLabels(where: string, y: LabelsInput | IndicatorRows): BinarizedLabels {
  if (isIndicators(y)) {
    requireIndicators(where, y);
    const classes = Array.from({ length: y[0]?.length ?? 0 }, (_, at) => at);
    return { type: 'multilabel-indicator', classes, column: null };
  }
  const column = labelColumn(where, 'y', y);
  const { categories: classes } = seenCategories(where, column);
  requireLabels(where, column, classes);
  return { type: classes.length > 2 ? 'multiclass' : 'binary', classes, column };
}

const isIndicators = (y: LabelsInput | IndicatorRows): y is IndicatorRows =>
  Array.isArray(y) && Array.isArray(y[0]) && y[0].length > 1;

function requireLabels(where: string, column: Column, classes: readonly Cell[]): void {
  const wrong = classes.find(
    (label) => label === null || (typeof label === 'number' && !Number.isInteger(label)),
  );
  if (column.length > 0 && wrong === undefined) return;
  throw new DataError({
    where,
    problem:
      column.length === 0
        ? '`y` must hold at least one label, received none'
        : `labels must be texts, booleans or whole numbers, received ${describe(wrong)}`,
    fix:
      column.length === 0
        ? 'check that the data was loaded'
        : 'leave out rows without a label, and numbers that are no classes',
  });
}

function requireIndicators(where: string, rows: IndicatorRows): void {
  const width = rows[0]?.length;
  for (const [at, row] of rows.entries()) {
    if (!Array.isArray(row) || row.length !== width) {
      throw new ShapeError({
        where,
        problem: `all rows must have ${width} numbers, received ${describe(row)} in row ${at}`,
        fix: 'pass a 0 or 1 for each class; MultiLabelBinarizer takes lists of labels',
      });
    }
    const wrong = row.find((value) => Number(value) !== 0 && Number(value) !== 1);
    if (wrong === undefined) continue;
    throw new DataError({
      where,
      problem: `rows must hold 0 and 1 only, received ${describe(wrong)} in row ${at}`,
      fix: 'pass a 0 or 1 for each class; MultiLabelBinarizer takes lists of labels',
    });
  }
}
