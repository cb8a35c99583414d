import type { Column } from '@myelin/table';
import type { Matrix } from '../input/matrix.ts';
import { Tabular } from '../input/tabular.ts';

/** The numbers where all of it is numbers, else the columns. */
export const contentOf = (rows: Tabular): Matrix | readonly Column[] =>
  rows.isMatrix ? rows.matrix : rows.columns;

/** Rows that nothing changed, with numbers of their own: what comes out must not be what was given. */
export function copied(rows: Tabular): Tabular {
  if (!rows.isMatrix) return rows;
  const { matrix } = rows;
  return Tabular.ofMatrix({ ...matrix, data: matrix.data.slice() }, rows.names);
}
