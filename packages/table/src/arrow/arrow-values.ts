/** Values of Arrow columns as cells. */

import { type Column, DateUnit, Precision, TimeUnit, Type } from '@uwdata/flechette';
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

/** What a batch of integers or floats holds. */
interface NumberBatch {
  readonly length: number;
  readonly nullCount: number;
  readonly values: ArrayLike<unknown> & {
    subarray(begin: number, end: number): ArrayLike<unknown>;
  };
  at(index: number): unknown;
}

/** The values of a column of numbers, batch by batch; undefined for columns of all other types, and for half precision. */
export function numberParts(column: Column<unknown>): ArrayLike<unknown>[] | undefined {
  const { typeId, precision } = column.type as { typeId: number; precision?: number };
  if (typeId !== Type.Int && (typeId !== Type.Float || precision === Precision.HALF))
    return undefined;
  const batches = column.data as unknown as readonly NumberBatch[];
  if (batches.some(({ length, values }) => length > values.length)) return undefined;
  return batches.map((batch) => {
    const { length, nullCount, values } = batch;
    if (nullCount === 0) return values.subarray(0, length);
    return Array.from({ length }, (_, i) => batch.at(i));
  });
}

const BITS = 8;

/** What a batch of a column holds, as far as it shows how many values it can have. */
interface Lengths {
  readonly length: number;
  readonly nullCount: number;
  readonly type: { readonly typeId: number };
  readonly values?: ArrayLike<unknown> & Partial<ArrayBufferView>;
  readonly offsets?: ArrayLike<unknown>;
}

/** @throws an error a column is said to be longer than the bytes that are there for it. */
export function requireLength(column: Column<unknown>, fileBytes: number): void {
  for (const batch of column.data as unknown as readonly Lengths[]) {
    const { length, values, offsets, type } = batch;
    const most =
      type.typeId === Type.Null
        ? fileBytes * BITS
        : offsets
          ? Math.max(0, offsets.length - 1)
          : (values?.byteLength ?? fileBytes) * BITS;
    if (length >= 0 && length <= most) continue;
    throw new Error(`a column is said to have ${length} values, and can have ${most} at most`);
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
