/** Values as other libraries hand them on, as cells. */

import { DataError, describe } from '@myelin/core';
import type { Cell } from './cell.ts';
import type { Column } from './column.ts';
import { columnFrom } from './column-from.ts';

/**
 * A column of values that may be big integers. If all of them can be told exactly as doubles they become numbers, else the
 * whole column becomes texts, so that no digit is lost.
 *
 * @throws {@link DataError} a value is no cell: bytes, a list, an object.
 */
export function columnOf(
  where: string,
  file: string,
  name: string,
  values: Iterable<unknown>,
): Column {
  const cells: Cell[] = [];
  let isExact = true;
  let hasBig = false;
  for (const value of values) {
    if (value === null || value === undefined) cells.push(null);
    else if (typeof value === 'bigint') {
      hasBig = true;
      isExact &&= Number.isSafeInteger(Number(value));
      // Kept for a moment; no cell leaves here as a big integer.
      cells.push(value as unknown as Cell);
    } else if (
      typeof value === 'number' ||
      typeof value === 'string' ||
      typeof value === 'boolean'
    ) {
      cells.push(value);
    } else {
      throw new DataError({
        where,
        problem: `${file}: column ${JSON.stringify(name)} must hold numbers, texts, booleans or dates, received ${describe(value)} in row ${cells.length}`,
        fix: 'choose other columns with { columns: [...] }, or save that one in another form',
      });
    }
  }
  if (!hasBig) return columnFrom(where, name, cells);
  const exact = cells.map((cell) => (typeof cell === 'bigint' ? Number(cell) : cell));
  return columnFrom(
    where,
    name,
    isExact ? exact : cells.map((cell) => (cell === null ? null : String(cell))),
  );
}

/** A moment as ISO 8601 text, with as many decimals of a second as its unit has. */
export function isoTime(
  ticks: bigint | number,
  perSecond: 1 | 1000 | 1000000 | 1000000000,
): string {
  const count = BigInt(ticks);
  const unit = BigInt(perSecond);
  const part = ((count % unit) + unit) % unit;
  const date = new Date(Number((count - part) / unit) * 1000);
  if (Number.isNaN(date.getTime())) return String(count);
  const digits = String(perSecond).length - 1;
  const text = date.toISOString().slice(0, -5);
  return digits === 0 ? text : `${text}.${String(part).padStart(digits, '0')}`;
}

/** A day, counted from 1970-01-01, as ISO 8601 text. */
export function isoDay(days: number): string {
  const date = new Date(days * 86_400_000);
  return Number.isNaN(date.getTime()) ? String(days) : date.toISOString().slice(0, 10);
}
