/** Values of Parquet columns as cells: which text stands for a moment, and which number for a decimal. */

import type { ParquetParsers, SchemaElement } from 'hyparquet';
import { isoDay, isoTime } from '../cells-from.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });
const textOf = (bytes: Uint8Array | null | undefined): string | null =>
  bytes ? utf8.decode(bytes) : null;
const orNull = <T extends bigint | number>(make: (value: T) => string) => {
  return (value: T | null | undefined): string | null =>
    value === null || value === undefined ? null : make(value);
};

export const parsers: Partial<ParquetParsers> = {
  timestampFromMilliseconds: orNull((ticks: bigint) => isoTime(ticks, 1000)),
  timestampFromMicroseconds: orNull((ticks: bigint) => isoTime(ticks, 1_000_000)),
  timestampFromNanoseconds: orNull((ticks: bigint) => isoTime(ticks, 1_000_000_000)),
  dateFromDays: orNull(isoDay),
  stringFromBytes: textOf,
  jsonFromBytes: textOf,
};

/** Whether multiplying by a power of ten has made the numbers. */
export const isDecimal = (element: SchemaElement | undefined): boolean =>
  element?.converted_type === 'DECIMAL';

/** All values of a column, decimals without what multiplying by a power of ten has added. */
export function* valuesOf(
  element: SchemaElement | undefined,
  parts: readonly ArrayLike<unknown>[],
): Generator<unknown> {
  const areDecimals = isDecimal(element);
  const scale = Math.min(100, Math.max(0, element?.scale ?? 0));
  for (const part of parts) {
    for (let i = 0; i < part.length; i++) {
      const value = part[i];
      if (areDecimals && typeof value === 'number') yield Number(value.toFixed(scale));
      else yield value;
    }
  }
}
