import type { Part } from './task-context.ts';

/** The stretch of `total` units that a part does; all stretches but the last are multiples of `granule`. */
export function shareOf(
  total: number,
  { index, count }: Part,
  granule = 1,
): { readonly begin: number; readonly end: number } {
  const granules = Math.ceil(total / granule);
  const at = (i: number): number => Math.min(total, Math.floor((granules * i) / count) * granule);
  return { begin: at(index), end: at(index + 1) };
}
