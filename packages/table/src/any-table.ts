import type { Column } from './column.ts';

/** What all tables have, whatever their columns: for functions that take any of them. */
export interface AnyTable {
  readonly columns: readonly Column[];
  readonly columnNames: readonly string[];
  readonly length: number;
}
