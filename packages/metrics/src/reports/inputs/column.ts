import { ShapeError } from '@myelin/core';
import type { NumberTable } from './numbers.ts';
import { readNumbers } from './numbers.ts';

/**
 * The numbers of an argument that has one for each sample: `[samples]` or `[samples, 1]`.
 *
 * @param fix - What to do about several columns.
 * @throws {@link ShapeError} there are several columns.
 */
export function readColumn(where: string, name: string, values: unknown, fix: string): NumberTable {
  const table = readNumbers(where, name, values);
  if (table.columns === 1) return table;
  throw new ShapeError({
    where,
    problem: `\`${name}\` must have one value for each sample, received shape [${table.rows}, ${table.columns}]`,
    fix,
  });
}
