/** One value of a table; null where it is missing. */
export type Cell = number | string | boolean | null;

/** A row by the names of the columns. */
export type Row = Readonly<Record<string, Cell>>;

/**
 * What a column holds.
 *
 * - `number`: doubles; a missing one is stored as NaN and read as null
 * - `text`, `boolean`: these or null
 * - `mixed`: any of them side by side
 */
export type ColumnKind = 'number' | 'text' | 'boolean' | 'mixed';

/** The cells of a column of that kind. */
export interface CellOf {
  readonly number: number | null;
  readonly text: string | null;
  readonly boolean: boolean | null;
  readonly mixed: Cell;
}
