import { ShapeError } from '@myelin/core';
import type { Tabular } from './tabular.ts';

/** There is a column for each name. @throws {@link ShapeError} */
export function requireWidth(where: string, { width }: Tabular, names: readonly string[]): void {
  if (width === names.length) return;
  throw new ShapeError({
    where,
    problem: `rows must have ${names.length} columns, received ${width}`,
    fix: `pass one value for each of ${names.slice(0, 8).join(', ')}${names.length > 8 ? ', …' : ''}`,
  });
}
