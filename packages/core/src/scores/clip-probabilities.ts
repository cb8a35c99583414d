import { clip } from '../tensors/arithmetic.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { EPSILON } from './epsilon.ts';

/** Probabilities kept so far from 0 and 1 that their logarithm, and that of their complement, is finite. */
export function clipProbabilities(probabilities: Tensor): Tensor {
  return clip(probabilities, EPSILON, 1 - EPSILON);
}
