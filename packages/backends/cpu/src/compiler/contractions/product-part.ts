/** Which part of the matrices of a product one thread computes. */

import { shareOf } from '../tasks/share.ts';
import type { Part } from '../tasks/task-context.ts';
import type { MatrixProductShape } from './matrix-product-shape.ts';

export interface ProductPart {
  readonly batch: Stretch;
  readonly rows: Stretch;
  readonly columns: Stretch;
}

export interface Stretch {
  readonly begin: number;
  readonly end: number;
}

/** Fewest columns that are worth a thread where rows are few: two panels. */
const COLUMNS = 16;

export function maximumProductParts({ batch, rows, columns }: MatrixProductShape): number {
  return Math.max(batch, rows, Math.floor(columns / COLUMNS), 1);
}

/**
 * Whole matrices if there are enough; else columns where rows are few, so that each thread reads, packs and keeps in its
 * cache its own columns of the weights; else rows.
 */
export function productPart(shape: MatrixProductShape, part: Part): ProductPart {
  const { batch, rows, columns } = shape;
  const whole: ProductPart = {
    batch: { begin: 0, end: batch },
    rows: { begin: 0, end: rows },
    columns: { begin: 0, end: columns },
  };
  if (part.count === 1) return whole;
  if (batch >= part.count) return { ...whole, batch: shareOf(batch, part) };
  const isWide = columns >= COLUMNS * part.count;
  if (isWide && (rows <= 64 || rows < part.count)) {
    return { ...whole, columns: shareOf(columns, part, 8) };
  }
  return { ...whole, rows: shareOf(rows, part) };
}
