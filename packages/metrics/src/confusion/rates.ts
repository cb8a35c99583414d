/** Rates at each threshold; 0 where there is nothing to divide by. */

import { add, divideOrZero, type Tensor } from '@myelin/core';
import type { ConfusionCounts } from './confusion-counts.ts';

/** One value for each threshold. */
export type Rates = (counts: ConfusionCounts) => Tensor;

/** `tp / (tp + fp)` */
export function precisions({ truePositives, falsePositives }: ConfusionCounts): Tensor {
  return divideOrZero(truePositives, add(truePositives, falsePositives));
}

/** `tp / (tp + fn)`, also called sensitivity. */
export function recalls({ truePositives, falseNegatives }: ConfusionCounts): Tensor {
  return divideOrZero(truePositives, add(truePositives, falseNegatives));
}

/** `tn / (tn + fp)` */
export function specificities({ trueNegatives, falsePositives }: ConfusionCounts): Tensor {
  return divideOrZero(trueNegatives, add(trueNegatives, falsePositives));
}

/** `fp / (fp + tn)` */
export function fallOuts({ trueNegatives, falsePositives }: ConfusionCounts): Tensor {
  return divideOrZero(falsePositives, add(falsePositives, trueNegatives));
}
