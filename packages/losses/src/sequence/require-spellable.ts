import type { NdArray, Shape } from '@myelin/core';
import { DataError } from '@myelin/core';
import { requireClassIndices } from '../targets/require-class-indices.ts';

/**
 * Every row of labels can be spelled by the time steps of predictions `[batch, time, classes]`.
 *
 * @throws {@link DataError} a label is no class, stands after padding, or there are too many.
 */
export function requireSpellable(where: string, labels: NdArray, predictions: Shape): void {
  const [, time, classes] = predictions;
  if (labels.shape.length !== 2) return; // A wrong shape is found, and better told, where the loss is computed.
  if (typeof classes === 'number') requireClassIndices(where, labels, classes, null);
  const [rows = 0, length = 0] = labels.shape;
  for (let row = 0; row < rows; row++) {
    const all = Array.from(labels.data.subarray(row * length, (row + 1) * length));
    requireSteps(where, row, requirePaddingLast(where, row, all), time);
  }
}

/** The labels of a row, without its padding. */
function requirePaddingLast(where: string, row: number, all: readonly number[]): number[] {
  const first = all.indexOf(0);
  const given = first < 0 ? [...all] : all.slice(0, first);
  if (all.slice(given.length).every((label) => label === 0)) return given;
  throw new DataError({
    where,
    problem: `row ${row} of the targets has a label after a 0, which is the blank and pads labels at the end`,
    fix: 'number the labels from 1, and pad rows with 0 at their end',
  });
}

/** Equal neighbors need a blank between them. */
function requireSteps(
  where: string,
  row: number,
  given: readonly number[],
  time: number | null | undefined,
): void {
  const needed = given.length + given.filter((label, i) => label === given[i - 1]).length;
  if (typeof time !== 'number' || needed <= time) return;
  throw new DataError({
    where,
    problem: `row ${row} of the targets has ${given.length} labels, which need ${needed} time steps (equal neighbors one more), and predictions have ${time}`,
    fix: 'shorten the labels, or let the model keep more time steps: fewer strides and less pooling',
  });
}
