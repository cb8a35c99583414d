import { DataError } from '@myelin/core';
import type { ClassTargets } from './class-targets.ts';
import { classTargets } from './class-targets.ts';
import type { LabelArray } from './labels.ts';
import type { NumberArray } from './numbers.ts';

/**
 * As `classTargets`, where each sample has one class.
 *
 * @throws {@link DataError} samples may have several.
 */
export function singleLabelTargets(
  where: string,
  yTrue: LabelArray,
  yPred: LabelArray,
  sampleWeight: NumberArray | undefined,
  names?: readonly [string, string],
): ClassTargets {
  const targets = classTargets(where, yTrue, yPred, sampleWeight, names);
  if (targets.kind !== 'multilabel-indicator') return targets;
  throw new DataError({
    where,
    problem: 'each sample must have one class, received multilabel-indicator targets',
    fix: 'turn one-hot rows into class numbers first, for example with argMax(-1); of several labels, pass one column at a time',
  });
}
