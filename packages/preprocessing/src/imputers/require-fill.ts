import { ArgumentError, describe } from '@myelin/core';

/** The option `fillValue`: a value that is not missing, or null for none. @throws {@link ArgumentError} */
export function requireFill(value: unknown): void {
  const isCell = ['number', 'string', 'boolean'].includes(typeof value) && !Number.isNaN(value);
  if (value === null || isCell) return;
  throw new ArgumentError({
    where: 'SimpleImputer',
    problem: `\`fillValue\` must be a number, a text, true, false or null, received ${describe(value)}`,
    fix: "pass for example { strategy: 'constant', fillValue: 0 }",
  });
}
