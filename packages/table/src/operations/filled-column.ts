import { DataError, describe } from '@myelin/core';
import type { Cell } from '../cell.ts';
import { Column } from '../column.ts';

/** The column with `value` where a cell is missing. @throws {@link DataError} the value is of another kind. */
export function filledColumn(column: Column, value: Cell): Column {
  const { name, kind } = column;
  const fits =
    value !== null &&
    (kind === 'mixed' || typeof value === (kind === 'text' ? 'string' : kind)) &&
    !Number.isNaN(value);
  if (!fits) {
    throw new DataError({
      where: 'Table.fillMissing',
      problem: `column \`${name}\` of kind '${kind}' must be filled with a value of that kind, received ${describe(value)}`,
      fix: 'pass a value like those of the column, or turn the column into another kind with map()',
    });
  }
  if (kind === 'number') {
    return new Column(
      name,
      kind,
      column.numbers.map((number) => (Number.isNaN(number) ? (value as number) : number)),
    );
  }
  return new Column(
    name,
    kind,
    column.toArray().map((cell) => cell ?? value),
  );
}
