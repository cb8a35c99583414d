import { ArgumentError, DataError, describe } from '@myelin/core';
import type { Cell, Column } from '@myelin/table';
import { compareCells } from '../input/compare-cells.ts';

/** Categories that were given: `'auto'` for those of the data, or a list for each column, missing (null) last. */
export type GivenCategories = 'auto' | readonly (readonly Cell[])[];

/** The option `categories` is of that kind. @throws {@link ArgumentError} */
export function requireCategories(where: string, given: unknown): void {
  if (given === 'auto') return;
  if (!Array.isArray(given)) {
    throw new ArgumentError({
      where,
      problem: `\`categories\` must be 'auto' or a list of categories for each column, received ${describe(given)}`,
      fix: "pass for example { categories: [['low', 'high']] }",
    });
  }
  for (const [at, list] of given.entries()) {
    const option = `categories[${at}]`;
    if (!Array.isArray(list) || list.length === 0 || !list.every(isCell)) {
      throw new ArgumentError({
        where,
        problem: `\`${option}\` must be a list of at least one number, text, boolean or null, received ${describe(list)}`,
        fix: "pass for example { categories: [['low', 'high']] }",
      });
    }
    requireDifferent(where, option, list.map(plain));
  }
}

/**
 * The categories given for a column.
 *
 * @throws {@link ArgumentError} those of a column of numbers are texts, or not in order.
 */
export function categoriesGiven(where: string, column: Column, given: readonly Cell[]): Cell[] {
  const categories = given.map(plain);
  const { missingCount } = column;
  // NumPy keeps booleans beside missing ones as objects, which have no order, and says nothing of a column without values.
  const isFree = column.kind === 'text' || (column.kind === 'boolean' && missingCount > 0);
  if (isFree || missingCount === column.length) return categories;
  const text = categories.find((category) => typeof category === 'string');
  if (text !== undefined && column.kind !== 'mixed') {
    throw new ArgumentError({
      where,
      problem: `\`categories\` of column \`${column.name}\`, which holds ${column.kind}s, must be ${column.kind}s, received ${describe(text)}`,
      fix: 'write them as they stand in the column',
    });
  }
  const sorted = [...categories].sort(compareCells);
  if (column.kind === 'mixed' || sorted.every((category, at) => category === categories[at])) {
    return categories;
  }
  throw new ArgumentError({
    where,
    problem: `\`categories\` of column \`${column.name}\`, which holds ${column.kind}s, must be in order, received ${describe(categories)}`,
    fix: `pass ${describe(sorted)}, or turn the column into texts, which may stand in any order`,
  });
}

/** There is a list of categories for each column. @throws {@link ArgumentError} */
export function requireListForEach(
  where: string,
  option: string,
  { length }: readonly unknown[],
  names: readonly string[],
): void {
  if (length === names.length) return;
  throw new ArgumentError({
    where,
    problem: `\`${option}\` must have an entry for each of the ${names.length} columns, received ${length}`,
    fix: `pass one for each of ${names.slice(0, 8).join(', ')}${names.length > 8 ? ', …' : ''}`,
  });
}

/** A cell as data hold it: what is missing is null, and there is one zero. */
export function plain(cell: Cell | undefined): Cell {
  if (cell === undefined || Number.isNaN(cell)) return null;
  return typeof cell === 'number' ? cell + 0 : cell;
}

/** What is the same for two cells that are one category: true is 1 and false is 0. */
export const keyOf = (cell: Cell): Cell => (typeof cell === 'boolean' ? Number(cell) : plain(cell));

export const isCell = (value: unknown): value is Cell | undefined =>
  value === null || ['number', 'string', 'boolean', 'undefined'].includes(typeof value);

function requireDifferent(where: string, option: string, categories: readonly Cell[]): void {
  const missing = categories.indexOf(null);
  if (missing >= 0 && missing < categories.length - 1) {
    throw new ArgumentError({
      where,
      problem: `null in \`${option}\` must come last, received ${describe(categories)}`,
      fix: 'move it to the end of the list',
    });
  }
  const seen = new Set<Cell>();
  for (const category of categories) {
    const key = keyOf(category);
    if (seen.has(key)) {
      throw new ArgumentError({
        where,
        problem: `\`${option}\` must hold every category once, received ${describe(category)} twice`,
        fix: 'take it out of the list',
      });
    }
    seen.add(key);
  }
}

/**
 * What the error says of cells of a column that are no categories.
 *
 * @param fix - What lets them pass.
 */
export function unknownCategories(
  where: string,
  column: Column,
  places: Int32Array,
  fix: string,
): DataError {
  const unknown = new Set<Cell>();
  for (let row = 0; row < places.length && unknown.size < 6; row++) {
    if ((places[row] as number) < 0) unknown.add(column.cell(row));
  }
  return new DataError({
    where,
    problem: `column \`${column.name}\` holds ${unknown.size > 1 ? 'categories' : 'a category'} that fit did not know, received ${[...unknown].map(describe).join(', ')}`,
    fix,
  });
}
