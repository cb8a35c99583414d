import { ArgumentError, describe, isPlainRecord } from '@myelin/core';
import type { Cell } from '../cell.ts';
import type { Column } from '../column.ts';
import { columnFrom } from '../column-from.ts';

/** New values by old ones; as an object, the old ones are meant as they print. */
export type Replacements<C extends Cell = Cell> =
  | ReadonlyMap<Cell, C>
  | Readonly<Record<string, C>>;

/** The column with some values replaced; the others stay. */
export function replacedColumn(column: Column, replacements: Replacements): Column {
  const where = 'Table.replace';
  if (replacements instanceof Map) {
    const cells = column.toArray().map((cell) => {
      const given = replacements.get(cell) as Cell | undefined;
      return given === undefined ? cell : given;
    });
    return columnFrom(where, column.name, cells);
  }
  if (!isPlainRecord(replacements)) {
    throw new ArgumentError({
      where,
      problem: `\`replacements\` must be an object or a Map of new values by old ones, received ${describe(replacements)}`,
      fix: `pass for example { male: 1, female: 0 }`,
    });
  }
  const byText = new Map(Object.entries(replacements as Readonly<Record<string, Cell>>));
  const cells = column.toArray().map((cell) => {
    const given = cell === null ? undefined : byText.get(String(cell));
    return given === undefined ? cell : given;
  });
  return columnFrom(where, column.name, cells);
}
