import type { NdArray } from '@myelin/core';
import { DataError } from '@myelin/core';

/**
 * Every label is a whole number.
 *
 * @throws {@link DataError} one is not.
 */
export function requireWholeNumbers(where: string, labels: NdArray): void {
  const wrong = labels.data.findIndex((label) => !Number.isInteger(label));
  if (wrong < 0) return;
  throw new DataError({
    where,
    problem: `labels must be whole numbers, received ${labels.data[wrong]} at position ${wrong}`,
    fix: 'number the classes: 0, 1, 2, …',
  });
}
