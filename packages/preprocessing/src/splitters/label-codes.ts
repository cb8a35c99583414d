import { ArgumentError, DataError, NdArray, StringArray } from '@myelin/core';
import { type Cell, Table } from '@myelin/table';
import { compareCells } from '../input/compare-cells.ts';
import { type LabelsInput, readLabels } from '../input/labels-input.ts';
import type { Rows } from './rows.ts';

/** Labels as numbers of their classes, which are in Python's order. */
export interface LabelCodes {
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
export function labelCodes(where: string, name: string, given: Rows | undefined): LabelCodes {
  if (given === undefined) {
    throw new ArgumentError({
      where,
      problem: `\`${name}\` is needed, received none`,
      fix: name === 'groups' ? 'pass split(x, y, groups)' : `pass split(x, ${name})`,
    });
  }
  const column = given instanceof Table && given.columns.length === 1 ? given.columns[0] : given;
  return codesOf(where, name, readLabels(where, name, column as LabelsInput));
}

/** As {@link labelCodes}; where there are several labels for each row, all of them make its class. */
export function rowCodes(where: string, name: string, given: Rows | undefined): LabelCodes {
  const rows = given === undefined ? undefined : severalLabels(given);
  return rows ? codesOf(where, name, rows) : labelCodes(where, name, given);
}

/** Classes of numbers that are not whole are none. @throws {@link DataError} */
export function requireDiscrete(where: string, name: string, { classes }: LabelCodes): void {
  const wrong = classes.find((label) => typeof label === 'number' && !Number.isInteger(label));
  if (wrong === undefined) return;
  throw new DataError({
    where,
    problem: `\`${name}\` must hold classes, received the number ${wrong}`,
    fix: 'use KFold for continuous targets, or cut them into classes first',
  });
}

function codesOf(where: string, name: string, labels: readonly Cell[]): LabelCodes {
  const kind = typeof labels[0];
  const places = new Map<Cell, number>();
  const codes = new Int32Array(labels.length);
  for (let row = 0; row < codes.length; row++) {
    const label = labels[row] as Cell;
    if (label === null || typeof label !== kind) throw kindError(where, name, labels, row);
    let place = places.get(label);
    if (place === undefined) {
      place = places.size;
      places.set(label, place);
    }
    codes[row] = place;
  }
  return inOrder([...places.keys()], codes);
}

/** Codes by the order of the classes, in place of that of their appearance. */
function inOrder(appeared: readonly Cell[], codes: Int32Array): LabelCodes {
  const order = appeared
    .map((_, place) => place)
    .sort((a, b) => compareCells(appeared[a] as Cell, appeared[b] as Cell));
  const places = new Int32Array(order.length);
  for (const [place, from] of order.entries()) places[from] = place;
  const counts = new Int32Array(order.length);
  for (let row = 0; row < codes.length; row++) {
    const code = places[codes[row] as number] as number;
    codes[row] = code;
    counts[code] = (counts[code] as number) + 1;
  }
  return { classes: order.map((from) => appeared[from] as Cell), codes, counts };
}

function kindError(where: string, name: string, labels: readonly Cell[], row: number): DataError {
  const found = labels[row];
  return new DataError({
    where,
    problem:
      found === null
        ? `\`${name}\` must have a value for each row, received none in row ${row}`
        : `\`${name}\` must hold values of one kind, received ${JSON.stringify(labels[0])} and, in row ${row}, ${JSON.stringify(found)}`,
    fix: found === null ? 'fill it in, or leave the row out' : 'turn all of them into texts',
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
