/** Schemas of what transformers have learned, as it stands in files. Numbers are decoded already: NaN and infinities are numbers. */

import type { Cell } from '@myelin/table';
import {
  array,
  boolean,
  check,
  type GenericSchema,
  length as hasLength,
  integer,
  minValue,
  nan,
  null_,
  nullable,
  number,
  object,
  pipe,
  string,
  transform,
  union,
} from 'valibot';

/** A number, NaN too. */
const double: GenericSchema<unknown, number> = union([number(), nan()]);

/** A list of `length` of what `item` describes. */
export const listOf = <T>(
  item: GenericSchema<unknown, T>,
  length: number,
): GenericSchema<unknown, T[]> => pipe(array(item), hasLength(length));

/** A list of numbers, of that length where one is given, as a Float64Array. */
export function doubles(length?: number): GenericSchema<unknown, Float64Array> {
  const list = length === undefined ? array(double) : listOf(double, length);
  return pipe(
    list,
    transform((values: number[]) => Float64Array.from(values)),
  );
}

/** What columns are divided by: above 0, or NaN where there was nothing to learn from. */
export const scales = (columns: number): GenericSchema<unknown, Float64Array> =>
  pipe(
    doubles(columns),
    check((values) => !values.some((value) => value <= 0), 'must be above 0'),
  );

/** Numbers that do not fall; NaN where there was nothing to learn from. */
export const ascending: GenericSchema<unknown, Float64Array> = pipe(
  doubles(),
  check(
    (values) => values.every((value, at) => !(value < (values[at - 1] ?? Number.NaN))),
    'must ascend',
  ),
);

/** A number of rows, or a place in a list. */
export const wholeNumber: GenericSchema<unknown, number> = pipe(number(), integer(), minValue(0));

/** What stands there if the options say so, and else null. */
export const presentIf = <T>(
  isThere: boolean,
  item: GenericSchema<unknown, T>,
): GenericSchema<unknown, T | null> => (isThere ? item : null_());

/** One value of a table. */
export const cell: GenericSchema<unknown, Cell> = nullable(union([double, string(), boolean()]));

/** The state of what learns nothing. */
export const nothing = (): GenericSchema<unknown, object> => object({});
