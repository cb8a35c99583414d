import type { NdArray } from '@myelin/core';
import type { Arrays } from './arrays.ts';

/**
 * What a pipeline carries: one sample or, after `batch`, a batch of them. Models with several inputs or outputs take lists or
 * records of arrays.
 */
export interface Example<
  X extends Arrays = NdArray,
  Y extends Arrays = NdArray,
  Weights extends Arrays = NdArray,
> {
  /** Features: what the model is given. */
  readonly x: X;
  /** Targets: what it should answer. */
  readonly y?: Y;
  /** How much each sample counts in the loss. */
  readonly sampleWeight?: Weights;
}

/** An example, or arrays of another structure, such as the features alone, which layers adapt to. */
export type DatasetElement = Example<Arrays, Arrays, Arrays> | Arrays;
