/**
 * Small immutable tables of typed columns.
 *
 * @packageDocumentation
 */

export type { AnyTable } from './any-table.ts';
export type { Cell, CellOf, ColumnKind, Row } from './cell.ts';
export { Column } from './column.ts';
export { type ColumnValues, columnFrom } from './column-from.ts';
export { fromRows } from './from-rows.ts';
export { type RowOf, table } from './make-table.ts';
export { type ColumnName, Table } from './table.ts';
