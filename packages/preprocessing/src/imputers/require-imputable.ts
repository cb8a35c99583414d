import { DataError } from '@myelin/core';
import type { Column } from '@myelin/table';
import { requireNoInfinity } from '../input/require-no-infinity.ts';
import type { Tabular } from '../input/tabular.ts';
import { areNothing, type MissingValues } from './missing-values.ts';

/**
 * Numbers are finite or missing, and nothing else is missing than what `missingValues` says.
 *
 * @param isNumeric - Whether all columns must hold numbers.
 * @throws {@link DataError} naming the first value that is in the way.
 */
export function requireImputable(
  where: string,
  x: Tabular,
  missingValues: MissingValues,
  isNumeric: boolean = x.isNumeric,
): void {
  if (isNumeric) {
    if (typeof missingValues === 'string') throw textError(where, missingValues);
    requireNoInfinity(where, x);
  }
  if (areNothing(missingValues)) return;
  for (const column of x.columns) requireNoneMissing(where, column, missingValues);
}

function requireNoneMissing(where: string, column: Column, missingValues: MissingValues): void {
  for (let row = 0; row < column.length; row++) {
    if (!column.isMissing(row)) continue;
    throw new DataError({
      where,
      problem: `only ${JSON.stringify(missingValues)} counts as missing, received null or NaN in column \`${column.name}\`, row ${row}`,
      fix: 'leave `missingValues` out, or replace one by the other first',
    });
  }
}

const textError = (where: string, missingValues: string): DataError =>
  new DataError({
    where,
    problem: `\`missingValues\` is the text ${JSON.stringify(missingValues)}, where only numbers are taken`,
    fix: 'leave `missingValues` out, or pass the number that stands for a missing value',
  });
