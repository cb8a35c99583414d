/** The arrays of a batch by the names that they have in programs. */

import type { NdArray } from '@myelin/core';
import type { Batch } from './batch-source.ts';

/** `y`, or for further outputs `y 2`, `y 3`. */
export const targetColumn = (output: number): string => numbered('y', output);

/** `sampleWeight`, or for further outputs `sampleWeight 2`. */
export const weightColumn = (output: number): string => numbered('sampleWeight', output);

/** Whether a column holds targets. */
export const isTargetColumn = (name: string): boolean => name === 'y' || name.startsWith('y ');

/** The arrays that are there, by name. */
export function columnsOf({ x, targets = [], sampleWeights = [] }: Batch): Record<string, NdArray> {
  const columns: Record<string, NdArray> = { x };
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

const numbered = (name: string, output: number): string =>
  output === 0 ? name : `${name} ${output + 1}`;
