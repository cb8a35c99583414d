/** What a table asks of its columns and of those who name them. */

import { ArgumentError, DataError, ShapeError, suggestion } from '@myelin/core';
import type { Column } from '../column.ts';

/** @throws {@link ShapeError} columns differ in length. {@link ArgumentError} two have one name. */
export function requireTable(columns: readonly Column[]): void {
  const [first] = columns;
  const names = new Set<string>();
  for (const { name, length } of columns) {
    if (name === '__proto__') {
      throw new DataError({
        where: 'Table',
        problem: 'a column cannot be named `__proto__`',
        fix: 'rename it',
      });
    }
    if (names.has(name)) {
      throw new ArgumentError({
        where: 'Table',
        problem: `two columns have the name \`${name}\``,
        fix: 'rename one of them',
      });
    }
    names.add(name);
    if (length === first?.length) continue;
    throw new ShapeError({
      where: 'Table',
      problem: `all columns must have equally many rows, received ${first?.length} in \`${first?.name}\` and ${length} in \`${name}\``,
      fix: 'pass one value for each row',
    });
  }
}

/** There is no column of that name. */
export function unknownColumn(
  where: string,
  name: string,
  names: readonly string[],
): ArgumentError {
  const near = suggestion(String(name), names);
  return new ArgumentError({
    where,
    problem: `there is no column \`${name}\``,
    fix: near ? `did you mean \`${near}\`` : `use one of ${names.join(', ')}`,
  });
}

/** @throws {@link ArgumentError} an index is no row. */
export function requireIndices(where: string, indices: ArrayLike<number>, length: number): void {
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i] as number;
    if (Number.isInteger(index) && index >= 0 && index < length) continue;
    throw new ArgumentError({
      where,
      problem: `an index must be a whole number from 0 to ${length - 1}, received ${index}`,
      fix: 'check the indices against the number of rows',
    });
  }
}

/** A row number, counted from the end where it is negative. @throws {@link ArgumentError} it is none. */
export function requireIndex(where: string, index: number, length: number): number {
  const at = index < 0 ? index + length : index;
  if (Number.isInteger(at) && at >= 0 && at < length) return at;
  throw new ArgumentError({
    where,
    problem: `an index must be a whole number from ${-length} to ${length - 1}, received ${index}`,
    fix: 'check the index against the number of rows',
  });
}

/** @throws {@link ShapeError} the tables do not have the same columns. */
export function requireSameColumns(
  where: string,
  names: readonly string[],
  others: readonly string[],
): void {
  const [ours, theirs] = [new Set(names), new Set(others)];
  const missing = names.find((name) => !theirs.has(name));
  const extra = others.find((name) => !ours.has(name));
  if (missing === undefined && extra === undefined) return;
  throw new ShapeError({
    where,
    problem:
      missing === undefined
        ? `a table has the column \`${extra}\`, which the first one lacks`
        : `a table lacks the column \`${missing}\` of the first one`,
    fix: 'give all the same columns, with select(), drop(), rename() or with()',
  });
}
