/** Schemas of what transformers have learned, as it stands in files. Numbers are decoded already: NaN and infinities are numbers. */

import type { Cell } from '@myelin/table';
import {
  array,
  boolean,
  type GenericSchema,
  length as hasLength,
  nan,
  nullable,
  number,
  object,
  pipe,
  string,
  transform,
  union,
} from 'valibot';

/** A number, NaN too. */
export const double: GenericSchema<unknown, number> = union([number(), nan()]);

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

/** One value of a table. */
export const cell: GenericSchema<unknown, Cell> = nullable(union([double, string(), boolean()]));

/** The state of what learns nothing. */
export const nothing = (): GenericSchema<unknown, object> => object({});
