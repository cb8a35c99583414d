import { ArgumentError, describe } from '@myelin/core';

/** What stands for a missing value: NaN or null, which are one, or a number or text that was used in their place. */
export type MissingValues = number | string | null;

/** The option `missingValues`, checked. @throws {@link ArgumentError} */
export function requireMissingValues(where: string, value: unknown): MissingValues {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'number' && (Number.isFinite(value) || Number.isNaN(value))) return value;
  throw new ArgumentError({
    where,
    problem: `\`missingValues\` must be NaN, null, a finite number or a text, received ${describe(value)}`,
    fix: 'leave it out where missing values are NaN or null, or pass for example { missingValues: -1 }',
  });
}

/** Whether nothing else stands for a missing value than NaN and null. */
export const areNothing = (missing: MissingValues): boolean =>
  missing === null || Number.isNaN(missing);
