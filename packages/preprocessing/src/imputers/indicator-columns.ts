import { array, check, type GenericSchema, maxValue, pipe } from 'valibot';
import { wholeNumber } from '../saving/schemas.ts';

/** Names of the columns that say where values were missing in the columns at `features`. */
export const indicatorNames = (names: readonly string[], features: readonly number[]): string[] =>
  features.map((place) => `missingindicator_${names[place]}`);

/** Places among that many columns, in order, as they stand in files. */
export const placesAmong = (columns: number): GenericSchema<unknown, number[]> =>
  pipe(
    array(pipe(wholeNumber, maxValue(columns - 1))),
    check((places) => places.every((place, at) => place > (places[at - 1] ?? -1)), 'must rise'),
  );
