import { DataError } from '@myelin/core';
import type { Tabular } from './tabular.ts';

/** No number is infinite or missing. @throws {@link DataError} naming the first that is. */
export function requireFinite(where: string, x: Tabular): void {
  const { data, columns } = x.matrix;
  for (let at = 0; at < data.length; at++) {
    const value = data[at] as number;
    if (Number.isFinite(value)) continue;
    const isMissing = Number.isNaN(value);
    throw new DataError({
      where,
      problem: `numbers must be finite, received ${isMissing ? 'a missing value' : value} in column \`${x.names[at % columns]}\`, row ${Math.floor(at / columns)}`,
      fix: isMissing
        ? 'fill it in first, for example with SimpleImputer, or leave the row out'
        : 'replace it by a number, or leave the row out',
    });
  }
}
