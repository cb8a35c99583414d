import { ArgumentError, describe } from '@myelin/core';
import type { Cell } from '@myelin/table';
import type { ColumnCodes } from './column-codes.ts';
import { isCell, plain, requireListForEach } from './given-categories.ts';

/** Which category of each column gets no column of its own: the first, the first where there are two, or these. */
export type DroppedCategories = 'first' | 'if_binary' | readonly Cell[] | null;

/** The option `drop` is of that kind. @throws {@link ArgumentError} */
export function requireDrop(where: string, drop: unknown): void {
  if (drop === null || drop === 'first' || drop === 'if_binary') return;
  if (Array.isArray(drop) && drop.every(isCell)) return;
  throw new ArgumentError({
    where,
    problem: `\`drop\` must be 'first', 'if_binary', a list of one category for each column, or null, received ${describe(drop)}`,
    fix: "pass for example { drop: 'first' }",
  });
}

/**
 * The code of each column that is dropped, null where none is.
 *
 * @throws {@link ArgumentError} a category to be dropped is infrequent or not there.
 */
export function droppedCodes(
  where: string,
  drop: DroppedCategories,
  columns: readonly ColumnCodes[],
  names: readonly string[],
): readonly (number | null)[] | null {
  if (drop === null) return null;
  if (drop === 'first') return columns.map(() => 0);
  if (drop === 'if_binary')
    return columns.map(({ meanings }) => (meanings.length === 2 ? 0 : null));
  requireListForEach(where, 'drop', drop, names);
  return columns.map(({ index, codes, infrequentCode }, at) => {
    const category = plain(drop[at]);
    const place = index.find(category);
    const code = codes[place];
    if (code !== undefined && code !== infrequentCode) return code;
    throw new ArgumentError({
      where,
      problem: `\`drop[${at}]\` must be a ${place < 0 ? '' : 'frequent '}category of column \`${names[at]}\`, received ${describe(category)}`,
      fix: place < 0 ? 'write it as it stands in the column' : 'drop a category that comes often',
    });
  });
}
