import { array, type GenericSchema, integer, maxValue, minValue, number, pipe } from 'valibot';

/** Names of the columns that say where values were missing in the columns at `features`. */
export const indicatorNames = (names: readonly string[], features: readonly number[]): string[] =>
  features.map((place) => `missingindicator_${names[place]}`);

/** Places among that many columns, as they stand in files. */
export const placesAmong = (columns: number): GenericSchema<unknown, number[]> =>
  array(pipe(number(), integer(), minValue(0), maxValue(columns - 1)));
