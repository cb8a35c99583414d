import { DataError, ShapeError } from '@myelin/core';
import { readColumn } from './column.ts';

/** How much each sample counts. */
export interface SampleWeights {
  readonly values: Float64Array;
  /** All were given as whole numbers, so that sums of them are counts. */
  readonly areCounts: boolean;
}

/**
 * The option `sampleWeight`.
 *
 * @throws {@link ShapeError} there is not one weight for each sample.
 * @throws {@link DataError} a weight is not finite, or all are zero.
 */
export function readSampleWeights(
  where: string,
  given: unknown,
  samples: number,
): SampleWeights | undefined {
  if (given === undefined) return undefined;
  const { values, rows } = readColumn(
    where,
    'sampleWeight',
    given,
    'pass one weight for each sample',
  );
  requireSameSamples(where, { samples, sampleWeight: rows });
  if (values.every((weight) => weight === 0)) {
    throw new DataError({
      where,
      problem: '`sampleWeight` must hold a weight that is not 0, received only zeros',
      fix: 'give the samples that count a weight of 1, or leave `sampleWeight` out',
    });
  }
  const isFloat = given instanceof Float64Array || given instanceof Float32Array;
  return { values, areCounts: !isFloat && values.every(Number.isInteger) };
}

/** @throws {@link ShapeError} arguments hold different numbers of samples. */
export function requireSameSamples(where: string, samples: Readonly<Record<string, number>>): void {
  const [[firstName, first] = ['', 0], ...others] = Object.entries(samples);
  for (const [name, count] of others) {
    if (count === first) continue;
    const against = firstName === 'samples' ? `${first} samples` : `${first} in \`${firstName}\``;
    throw new ShapeError({
      where,
      problem: `\`${name}\` must hold one entry for each sample, received ${count} for ${against}`,
      fix: 'pass arrays of the same samples, in the same order',
    });
  }
}
