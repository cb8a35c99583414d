/** Values of Arrow columns as cells. */

import { type Column, DateUnit, TimeUnit, Type } from '@uwdata/flechette';
import { isoDay, isoTime } from '../cells-from.ts';

const PER_SECOND = {
  [TimeUnit.SECOND]: 1,
  [TimeUnit.MILLISECOND]: 1000,
  [TimeUnit.MICROSECOND]: 1_000_000,
  [TimeUnit.NANOSECOND]: 1_000_000_000,
} as const;

const DAY_MS = 86_400_000;

/** All values of a column; big integers stay as they are. @throws an error the column is shorter than it says. */
export function* arrowValues(column: Column<unknown>): Generator<unknown> {
  const read = readerFor(column.type as ArrowType);
  for (let i = 0; i < column.length; i++) {
    const value = column.at(i);
    if (value === undefined) throw new Error('a column is shorter than it says');
    yield value === null ? null : read(value);
  }
}

interface ArrowType {
  readonly typeId: number;
  readonly unit?: number;
  readonly dictionary?: ArrowType;
}

function readerFor(type: ArrowType): (value: unknown) => unknown {
  switch (type.typeId) {
    case Type.Dictionary:
      return type.dictionary ? readerFor(type.dictionary) : (value) => value;
    case Type.Date:
      return (value) =>
        type.unit === DateUnit.DAY
          ? isoDay(Math.round((value as number) / DAY_MS))
          : isoTime(Math.trunc(value as number), 1000);
    case Type.Timestamp: {
      const perSecond = PER_SECOND[(type.unit ?? TimeUnit.SECOND) as keyof typeof PER_SECOND];
      return (value) => isoTime(value as bigint | number, perSecond);
    }
    default:
      return (value) => value;
  }
}
