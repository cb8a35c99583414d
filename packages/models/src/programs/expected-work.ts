import { type AnyLayer, shapeSize, type Weight } from '@myelin/core';
import { arraysIn, type Inputs } from '../data/inputs.ts';

/** Rows of a batch, unless somebody says otherwise. The estimate is that of a model, whichever batch comes first. */
const ROWS = 32;

/**
 * Rough number of multiply-adds of a step on rows like those of `x`, for models of dense layers: every weight counts once for
 * each row, and for each position within it (the steps of a sequence). Undefined for others: how often a recurrent layer or
 * one without weights works does not show in them.
 */
export function expectedWork({ weights }: AnyLayer, x: Inputs): number | undefined {
  if (weights.length === 0 || !weights.every(isOfDense)) return undefined;
  const count = weights.reduce((sum, { shape }) => sum + shapeSize(shape), 0);
  const positions = arraysIn(x).map(({ shape }) => shapeSize(shape.slice(1, -1)));
  return count * ROWS * Math.max(1, ...positions);
}

/** A matrix `kernel` or a `bias`. */
const isOfDense = ({ path, shape }: Weight): boolean =>
  shape.length <= 2 && /(^|\/)(kernel|bias)$/.test(path);
