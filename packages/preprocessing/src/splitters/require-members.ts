import { ArgumentError } from '@myelin/core';

/** At least one class has as many rows as there are folds. @throws {@link ArgumentError} */
export function requireMembers(where: string, nSplits: number, counts: Int32Array): void {
  const most = counts.reduce((largest, count) => Math.max(largest, count), 0);
  if (nSplits <= most) return;
  throw new ArgumentError({
    where,
    problem: `\`nSplits\` must be at most the number of rows of the largest class, ${most}, received ${nSplits}`,
    fix: most < 2 ? 'use KFold, which knows no classes' : `pass { nSplits: ${most} }, or use KFold`,
  });
}
