import type { Tensor } from '@myelin/core';
import { topK } from '@myelin/core';
import type { RandomNumbers } from './gamma-draws.ts';

/** The whole numbers below `count` in random order: int32, shape `[count]`. */
export function randomOrder(count: number, random: Pick<RandomNumbers, 'uniform'>): Tensor {
  return topK(random.uniform([count]), count).indices;
}
