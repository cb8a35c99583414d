import type { Layer } from '@myelin/core';
import { type ArrayInput, readArray } from '../data/array-input.ts';
import { type BatchData, batchesOfData, isBatchData } from '../data/batch-data.ts';
import { type BatchSource, batchesOfArrays } from '../data/batch-source.ts';
import { matchInputRank } from '../data/match-input-rank.ts';
import { inputReader } from '../data/read-samples.ts';

/** Samples to predict for, batch by batch. Targets that batches hold are not read. */
export async function sourceForPredict(
  model: Layer,
  data: ArrayInput | BatchData,
  batchSize: number,
): Promise<BatchSource> {
  const where = 'predict';
  if (isBatchData(data)) {
    return batchesOfData(data, { name: where, read: inputReader(where, model) });
  }
  const x = matchInputRank(where, model, await readArray(where, 'x', data));
  return batchesOfArrays(where, { x }, { batchSize, shuffleSeed: null });
}
