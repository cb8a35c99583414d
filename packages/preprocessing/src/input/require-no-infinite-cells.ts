import { DataError } from '@myelin/core';
import type { Tabular } from './tabular.ts';

/** Columns of numbers hold no infinity. @throws {@link DataError} naming the first. */
export function requireNoInfiniteCells(where: string, x: Tabular): void {
  for (const column of x.columns) {
    if (column.kind !== 'number') continue;
    const { numbers } = column;
    for (let row = 0; row < numbers.length; row++) {
      const value = numbers[row] as number;
      if (value !== Number.POSITIVE_INFINITY && value !== Number.NEGATIVE_INFINITY) continue;
      throw new DataError({
        where,
        problem: `numbers must be finite or missing, received ${value} in column \`${column.name}\`, row ${row}`,
        fix: 'replace it, for example by null, which counts as missing',
      });
    }
  }
}
