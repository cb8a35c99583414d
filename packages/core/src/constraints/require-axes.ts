import { describe } from '../errors/describe.ts';
import { ArgumentError } from '../errors/myelin-error.ts';

/** `axis` is a whole number, or a list of such. */
export function requireAxes(where: string, axis: unknown): void {
  const list: readonly unknown[] = Array.isArray(axis) ? axis : [axis];
  if (list.length > 0 && list.every(Number.isInteger)) return;
  throw new ArgumentError({
    where,
    problem: `\`axis\` must be a whole number or a list of whole numbers, received ${describe(axis)}`,
    fix: 'pass 0 for the kernel of a Dense layer, [0, 1, 2] for that of a Conv2D',
  });
}
