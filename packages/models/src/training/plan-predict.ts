import { requireSameLength } from '../data/array-input.ts';
import { batchesOfData, isBatchData, type SampleData } from '../data/batch-data.ts';
import { type BatchSource, batchesOfArrays } from '../data/batch-source.ts';
import { mapInputs, rowsOf } from '../data/inputs.ts';
import type { PerInput } from '../data/per-input.ts';
import { type FedModel, readInputs } from '../data/read-inputs.ts';
import { inputReader } from '../data/read-samples.ts';
import type { CheckedPredict } from './fit-options.ts';

/** Samples to predict for, batch by batch. Targets that batches hold are not read. */
export async function sourceForPredict(
  model: FedModel,
  data: PerInput | SampleData,
  { batchSize, steps }: CheckedPredict,
): Promise<BatchSource> {
  const where = 'predict';
  if (isBatchData(data)) {
    const source = batchesOfData(data, { name: where, read: inputReader(where, model), steps });
    return steps === null ? source : firstBatches(source, steps);
  }
  const { x: all, named } = await readInputs({ where, name: 'x', model }, data as PerInput);
  requireSameLength(where, Object.fromEntries(named));
  const end = steps === null ? rowsOf(all) : Math.min(steps * batchSize, rowsOf(all));
  const x = end === rowsOf(all) ? all : mapInputs(all, (array) => array.slice(0, end));
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
