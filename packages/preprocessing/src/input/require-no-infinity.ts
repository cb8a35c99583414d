import { DataError } from '@myelin/core';
import type { Tabular } from './tabular.ts';

/** No number is infinite; missing ones (NaN) may be. @throws {@link DataError} naming the first that is. */
export function requireNoInfinity(where: string, x: Tabular): void {
  const { data, columns } = x.matrix;
  for (let at = 0; at < data.length; at++) {
    // False for NaN, too.
    if (!(Math.abs(data[at] as number) > Number.MAX_VALUE)) continue;
    throw new DataError({
      where,
      problem: `numbers must be finite or missing, received ${data[at]} in column \`${x.names[at % columns]}\`, row ${Math.floor(at / columns)}`,
      fix: 'replace it, for example by NaN, which counts as missing',
    });
  }
}
