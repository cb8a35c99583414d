import { DataError } from '@myelin/core';
import type { Column } from '../column.ts';

/**
 * The row numbers in ascending order of the columns, the first one counting most; rows that are equal stay in their order, and
 * those with a missing value come last.
 *
 * @throws {@link DataError} a column holds numbers and texts side by side, which have no order.
 */
export function sortedOrder(columns: readonly Column[], descending: boolean): Int32Array {
  const length = columns[0]?.length ?? 0;
  const order = Int32Array.from({ length }, (_, i) => i);
  const comparisons = columns.map((column) => comparison(column, descending));
  return order.sort((a, b) => {
    for (const compare of comparisons) {
      const difference = compare(a, b);
      if (difference !== 0) return difference;
    }
    return a - b;
  });
}

function comparison(column: Column, descending: boolean): (a: number, b: number) => number {
  if (column.kind === 'mixed') {
    throw new DataError({
      where: 'Table.sort',
      problem: `column \`${column.name}\` holds values of several kinds, which have no order`,
      fix: 'turn them into one kind first, for example with map()',
    });
  }
  const sign = descending ? -1 : 1;
  const { values } = column;
  return (a, b) => {
    const isMissing = column.isMissing(a);
    if (isMissing || column.isMissing(b)) {
      return Number(isMissing) - Number(column.isMissing(b));
    }
    const left = values[a] as number;
    const right = values[b] as number;
    return left < right ? -sign : left > right ? sign : 0;
  };
}
