import type { Column } from '@myelin/table';
import type { Matrix } from '../input/matrix.ts';
import type { Tabular } from '../input/tabular.ts';

/** The numbers where all of it is numbers, else the columns. */
export const contentOf = (rows: Tabular): Matrix | readonly Column[] =>
  rows.isMatrix ? rows.matrix : rows.columns;
