import type { NdArray } from '@myelin/core';

/** What a pipeline carries: one sample or, after `batch`, a batch of them. */
export interface Example {
  /** Features: what the model is given. */
  readonly x: NdArray;
  /** Targets: what it should answer. */
  readonly y?: NdArray;
  /** How much each sample counts in the loss. */
  readonly sampleWeight?: NdArray;
}

/** The example with each of its arrays replaced. */
export function mapArrays<E extends Example>(
  example: E,
  replace: (array: NdArray, name: string) => NdArray,
): E {
  const entries = Object.entries(example) as [string, NdArray][];
  return Object.fromEntries(
    entries.map(([name, array]) => [name, replace(array, name)]),
  ) as unknown as E;
}
