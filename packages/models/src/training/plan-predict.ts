import type { Layer } from '@myelin/core';
import { type ArrayInput, readArray } from '../data/array-input.ts';
import { type BatchData, batchesOfData, isBatchData } from '../data/batch-data.ts';
import { type BatchSource, batchesOfArrays } from '../data/batch-source.ts';
import { matchInputRank } from '../data/match-input-rank.ts';
import { inputReader } from '../data/read-samples.ts';
import type { CheckedPredict } from './fit-options.ts';

/** Samples to predict for, batch by batch. Targets that batches hold are not read. */
export async function sourceForPredict(
  model: Layer,
  data: ArrayInput | BatchData,
  { batchSize, steps }: CheckedPredict,
): Promise<BatchSource> {
  const where = 'predict';
  if (isBatchData(data)) {
    const source = batchesOfData(data, { name: where, read: inputReader(where, model), steps });
    return steps === null ? source : firstBatches(source, steps);
  }
  const all = matchInputRank(where, model, await readArray(where, 'x', data));
  const x = steps === null ? all : all.slice(0, Math.min(steps * batchSize, all.length));
  return batchesOfArrays(where, { x }, { batchSize, shuffleSeed: null });
}

/** A source that ends after so many batches. */
function firstBatches(source: BatchSource, steps: number): BatchSource {
  return {
    ...source,
    steps,
    async *batches(pass) {
      let count = 0;
      for await (const batch of source.batches(pass)) {
        yield batch;
        if (++count === steps) return;
      }
    },
  };
}
