import type { Extent, Workload } from './workload.ts';

/** The extent with so many rows at most, where the workload is one whose rows are free to choose. */
export function limitedExtent(
  { kind }: Pick<Workload, 'kind'>,
  extent: Extent,
  rows: number | undefined,
): Extent {
  if (rows === undefined || kind === 'prediction') return extent;
  return { ...extent, rows: Math.min(rows, extent.rows) };
}
