import { ArgumentError, describe } from '@myelin/core';
import type { CheckedFit, ValidationData } from '../training/fit-options.ts';
import { batchesOfData, isBatchData } from './batch-data.ts';
import { type Batch, type BatchSource, batchesOfArrays, mapArrays } from './batch-source.ts';
import { rowsOf } from './inputs.ts';
import {
  batchReader,
  type GivenSamples,
  readSamples,
  type Samples,
  type SamplesPlace,
} from './read-samples.ts';

/** Arrays cut in two: rows to train on, and the last rows to validate with. */
export interface SplitArrays {
  readonly training: Batch;
  readonly validation: Batch | undefined;
}

/**
 * Keeps the last rows for validation: all from `⌊n · (1 - fraction)⌋` on, before any shuffling.
 *
 * @throws {@link ArgumentError} one side would be empty.
 */
export function splitForValidation(arrays: Batch, fraction: number): SplitArrays {
  if (fraction === 0) return { training: arrays, validation: undefined };
  const rows = rowsOf(arrays.x);
  const at = Math.floor(rows * (1 - fraction));
  if (at === 0 || at === rows) {
    throw new ArgumentError({
      where: 'fit',
      problem: `\`validationSplit\` of ${fraction} leaves ${at} rows to train on and ${rows - at} to validate with, out of ${rows}`,
      fix: 'pass more rows, another fraction, or validationData',
    });
  }
  const cut = (begin: number, end: number): Batch =>
    mapArrays(arrays, (array) => array.slice(begin, end));
  return { training: cut(0, at), validation: cut(at, rows) };
}

/**
 * Batches of what was given as `validationData`, arrays checked already.
 *
 * @param check - Refuses samples that the model or the loss cannot take.
 * @throws {@link ArgumentError} it is neither a list of arrays nor a dataset.
 */
export async function validationSource(
  place: SamplesPlace,
  data: ValidationData,
  { validationBatchSize, validationSteps }: CheckedFit,
  check: (samples: Samples) => void,
): Promise<BatchSource> {
  const name = 'validationData of fit';
  if (isBatchData(data)) {
    const read = batchReader({ ...place, where: name });
    return batchesOfData(data, {
      name,
      read,
      steps: validationSteps,
      stepsOption: 'validationSteps',
    });
  }
  if (!Array.isArray(data) || data.length < 2 || data.length > 3) {
    throw new ArgumentError({
      where: 'fit',
      problem: `\`validationData\` must be [x, y], [x, y, sampleWeight] or a dataset, received ${describe(data)}`,
      fix: 'pass for example { validationData: [xTest, yTest] }',
    });
  }
  const samples = await readSamples(
    { ...place, prefix: 'validation ' },
    data as unknown as GivenSamples,
  );
  check(samples);
  return batchesOfArrays(name, samples, { batchSize: validationBatchSize, shuffleSeed: null });
}
