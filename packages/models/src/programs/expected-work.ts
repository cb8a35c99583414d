import { type AnyLayer, shapeSize } from '@myelin/core';
import { arraysIn, type Inputs } from '../data/inputs.ts';

/** Rows of a batch, unless somebody says otherwise: a model that gets fewer now may get as many later. */
const USUAL_ROWS = 32;

/**
 * Rough number of multiply-adds of a step on batches like `x`: every weight counts once for each row, and for each position
 * within it (the pixels of an image, the steps of a sequence).
 */
export function expectedWork({ weights }: AnyLayer, x: Inputs): number {
  const count = weights.reduce((sum, { shape }) => sum + shapeSize(shape), 0);
  const visits = arraysIn(x).map(
    ({ shape: [rows = 1, ...row] }) => Math.max(rows, USUAL_ROWS) * shapeSize(row.slice(0, -1)),
  );
  return count * Math.max(0, ...visits);
}
