import type { Tensor } from '@myelin/core';
import { clip } from '@myelin/core';

/** Keras's distance from 0 and 1. */
const EPSILON = 1e-7;

/** Probabilities kept so far from 0 and 1 that their logarithm, and that of their complement, is finite. */
export function clipProbabilities(probabilities: Tensor): Tensor {
  return clip(probabilities, EPSILON, 1 - EPSILON);
}
