import type { NdArray } from '@myelin/core';
import { DataError } from '@myelin/core';

/**
 * Every label is a whole number in [0, classes), or the class to ignore.
 *
 * @throws {@link DataError} one is not.
 */
export function requireClassIndices(
  where: string,
  labels: NdArray,
  classes: number,
  ignoreClass: number | null,
): void {
  const wrong = labels.data.findIndex(
    (label) => label !== ignoreClass && !(Number.isInteger(label) && label >= 0 && label < classes),
  );
  if (wrong < 0) return;
  throw new DataError({
    where,
    problem: `labels must be whole numbers from 0 to ${classes - 1} (there are ${classes} classes), received ${labels.data[wrong]} at position ${wrong}`,
    fix: `number the classes from 0, or give the last layer as many units as there are classes`,
  });
}
