import { Catalog, type NdArray } from '@myelin/core';
import { Column, Table } from '@myelin/table';

/**
 * Changes rows, without changing what it is given: a table in, and a table, an array `[rows, columns]` or lists of values out.
 * Columns without names are called `x0`, `x1`, …
 */
export type TableFunction = (
  table: Table,
) => Table | NdArray | readonly (readonly (number | string | boolean | null)[])[];

/** What the functions that change every number alike do with one; they need no table. @internal */
export const numberChanges: WeakMap<TableFunction, (value: number) => number> = new WeakMap();

/** Changes every number. */
function eachNumber(change: (value: number) => number): TableFunction {
  const changeTable: TableFunction = (table) =>
    new Table(
      table.columns.map(({ name, numbers }) => new Column(name, 'number', numbers.map(change))),
    );
  numberChanges.set(changeTable, change);
  return changeTable;
}

/**
 * Functions that a `FunctionTransformer` takes by name, so that it can be saved. Your own is added with
 * `tableFunctions.register({ name: (table) => … })`, before what names it is made or read.
 */
export const tableFunctions: Catalog<TableFunction> = new Catalog('function', {
  abs: eachNumber(Math.abs),
  cbrt: eachNumber(Math.cbrt),
  cos: eachNumber(Math.cos),
  exp: eachNumber(Math.exp),
  expm1: eachNumber(Math.expm1),
  log: eachNumber(Math.log),
  log10: eachNumber(Math.log10),
  log1p: eachNumber(Math.log1p),
  log2: eachNumber(Math.log2),
  negative: eachNumber((value) => -value),
  reciprocal: eachNumber((value) => 1 / value),
  sign: eachNumber(Math.sign),
  sin: eachNumber(Math.sin),
  sqrt: eachNumber(Math.sqrt),
  square: eachNumber((value) => value * value),
  tanh: eachNumber(Math.tanh),
});
