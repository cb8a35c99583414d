import type { Cell } from '../cell.ts';
import { Column } from '../column.ts';
import { columnFrom } from '../column-from.ts';

/** The cells of several columns below one another, under the name of the first. */
export function joinedColumn(where: string, columns: readonly Column[]): Column {
  const [first] = columns;
  if (!first || columns.length === 1) return first ?? new Column('', 'number', new Float64Array(0));
  const { name, kind } = first;
  if (kind === 'number' && columns.every((column) => column.kind === 'number')) {
    const numbers = new Float64Array(columns.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const column of columns) {
      numbers.set(column.numbers, at);
      at += column.length;
    }
    return new Column(name, 'number', numbers);
  }
  const cells: Cell[] = columns.flatMap((column) => column.toArray());
  if (columns.every((column) => column.kind === kind)) return new Column(name, kind, cells);
  return columnFrom(where, name, cells);
}
