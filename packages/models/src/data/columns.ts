/** The arrays of a batch by the names that they have in programs. */

import type { NdArray } from '@myelin/core';
import type { Batch } from './batch-source.ts';
import { arraysIn } from './inputs.ts';

/** `x`, or for further inputs `x 2`, `x 3`. */
export const inputColumn = (input: number): string => numbered('x', input);

/** `y`, or for further outputs `y 2`, `y 3`. */
export const targetColumn = (output: number): string => numbered('y', output);

/** `sampleWeight`, or for further outputs `sampleWeight 2`. */
export const weightColumn = (output: number): string => numbered('sampleWeight', output);

/** `y`, or for further outputs `y 2`: what a program that predicts calls them. */
export const outputColumn = (output: number): string => numbered('y', output);

/** Whether a column holds targets. */
export const isTargetColumn = (name: string): boolean => name === 'y' || name.startsWith('y ');

/** The arrays that are there, by name. */
export function columnsOf({ x, targets = [], sampleWeights = [] }: Batch): Record<string, NdArray> {
  const columns: Record<string, NdArray> = {};
  for (const [i, array] of arraysIn(x).entries()) columns[inputColumn(i)] = array;
  for (let i = 0; i < targets.length; i++) {
    const target = targets[i];
    if (target) columns[targetColumn(i)] = target;
  }
  for (let i = 0; i < sampleWeights.length; i++) {
    const weights = sampleWeights[i];
    if (weights) columns[weightColumn(i)] = weights;
  }
  return columns;
}

const numbered = (name: string, place: number): string =>
  place === 0 ? name : `${name} ${place + 1}`;
