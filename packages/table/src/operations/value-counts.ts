import type { Cell } from '../cell.ts';
import type { Column } from '../column.ts';

/** How often each value comes, the most frequent first, equally frequent ones as they first come; missing ones are not counted. */
export function valueCounts(column: Column, normalize: boolean): Map<Cell, number> {
  const counts = new Map<Cell, number>();
  let total = 0;
  for (const cell of column) {
    if (cell === null) continue;
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
    total++;
  }
  const ordered = [...counts].sort(([, a], [, b]) => b - a);
  return new Map(normalize ? ordered.map(([cell, count]) => [cell, count / total]) : ordered);
}
