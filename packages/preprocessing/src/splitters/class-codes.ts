import { ArgumentError, DataError, NdArray, StringArray } from '@myelin/core';
import { type Cell, type Column, columnFrom, Table } from '@myelin/table';
import { CategoryIndex } from '../encoders/category-index.ts';
import { seenCategories } from '../encoders/seen-categories.ts';
import { type LabelsInput, labelColumn, requireLabels } from '../input/labels-input.ts';
import type { Rows } from './rows.ts';

/** Labels as numbers of their classes, which are in Python's order. */
export interface ClassCodes {
  readonly classes: readonly Cell[];
  readonly codes: Int32Array;
  /** Rows of each class. */
  readonly counts: Int32Array;
}

/**
 * Labels as numbers of their classes.
 *
 * @throws {@link ArgumentError} there are none. {@link DataError} one is missing, or texts stand beside numbers.
 */
export function classCodes(where: string, name: string, given: Rows | undefined): ClassCodes {
  if (given === undefined) {
    throw new ArgumentError({
      where,
      problem: `\`${name}\` is needed, received none`,
      fix: name === 'groups' ? 'pass split(x, y, groups)' : `pass split(x, ${name})`,
    });
  }
  const column = given instanceof Table && given.columns.length === 1 ? given.columns[0] : given;
  const labels = labelColumn(where, name, column as LabelsInput);
  requireLabels(where, name, labels);
  return codesOf(where, name, labels);
}

/** As {@link classCodes}; where there are several labels for each row, all of them make its class. */
export function rowCodes(where: string, name: string, given: Rows | undefined): ClassCodes {
  const rows = given === undefined ? undefined : severalLabels(given);
  return rows
    ? codesOf(where, name, columnFrom(where, name, rows))
    : classCodes(where, name, given);
}

/** Classes of numbers that are not whole are none. @throws {@link DataError} */
export function requireDiscrete(where: string, name: string, { classes }: ClassCodes): void {
  const wrong = classes.find((label) => typeof label === 'number' && !Number.isInteger(label));
  if (wrong === undefined) return;
  throw new DataError({
    where,
    problem: `\`${name}\` must hold classes, received the number ${wrong}`,
    fix: 'use KFold for continuous targets, or cut them into classes first',
  });
}

/** @throws {@link DataError} as {@link classCodes} */
function codesOf(where: string, name: string, labels: Column): ClassCodes {
  const { categories: classes, counts } = seenCategories(where, labels);
  if (classes.at(-1) !== null) {
    const codes = new CategoryIndex(classes).places(labels);
    return { classes, codes, counts: Int32Array.from(counts) };
  }
  const row = labels.toArray().indexOf(null);
  throw new DataError({
    where,
    problem: `\`${name}\` must have a value for each row, received none in row ${row}`,
    fix: 'fill it in, or leave the row out',
  });
}

/** Rows of several labels, one text for each; undefined where there is one label a row. */
function severalLabels(given: Rows): string[] | undefined {
  if (given instanceof Table) {
    return given.columns.length > 1
      ? given.toRows().map((row) => JSON.stringify(Object.values(row)))
      : undefined;
  }
  if (given instanceof NdArray || given instanceof StringArray) {
    if (given.shape.length < 2 || given.size === given.length) return undefined;
    return Array.from({ length: given.length }, (_, row) =>
      JSON.stringify(given.row(row).toArray()),
    );
  }
  if (!Array.isArray(given) || !Array.isArray(given[0])) return undefined;
  return given.map((row) => JSON.stringify(row));
}
