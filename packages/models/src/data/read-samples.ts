import { DataError, describe, type Layer, type NdArray } from '@myelin/core';
import { type ArrayInput, readArray, requireFinite, requireSameLength } from './array-input.ts';
import type { Batch, GivenBatch } from './batch-source.ts';
import { matchInputRank } from './match-input-rank.ts';

/** Samples with their targets and, if given, weights. */
export interface Samples {
  readonly x: NdArray;
  readonly y: NdArray;
  readonly sampleWeight: NdArray | undefined;
}

/**
 * Samples, targets and weights in ordinary memory, checked against one another and the model.
 *
 * @param prefix - Put before the names of the arrays in messages.
 * @throws {@link ShapeError} they do not belong together, or do not fit the model.
 * @throws {@link DataError} they are empty or not finite.
 */
export async function readSamples(
  where: string,
  model: Layer,
  x: ArrayInput,
  y: ArrayInput,
  sampleWeight?: ArrayInput,
  prefix = '',
): Promise<Samples> {
  const arrays: Record<string, NdArray> = {
    [`${prefix}x`]: await readArray(where, `${prefix}x`, x),
    [`${prefix}y`]: await readArray(where, `${prefix}y`, y),
  };
  if (sampleWeight !== undefined) {
    const name = `${prefix}sampleWeight`;
    arrays[name] = await readArray(where, name, sampleWeight);
  }
  requireSameLength(where, arrays);
  for (const [name, array] of Object.entries(arrays)) await requireFinite(where, name, array);
  const [samples, targets, weights] = Object.values(arrays) as [NdArray, NdArray, NdArray?];
  return { x: matchInputRank(where, model, samples), y: targets, sampleWeight: weights };
}

/** Reads batches that an iterable brings, each checked as arrays are. */
export function batchReader(
  where: string,
  model: Layer,
  needsTargets: boolean,
): (batch: GivenBatch) => Promise<Batch> {
  return async (batch) => {
    const missing = !batch?.x ? 'x' : needsTargets && !batch.y ? 'y' : undefined;
    if (missing) {
      throw new DataError({
        where,
        problem: `each batch must hold \`${missing}\`, received ${describe(batch)}`,
        fix: 'yield batches of the form { x, y }, for example fromArrays(x, y).batch(32)',
      });
    }
    const { x, y, sampleWeight } = batch;
    if (y !== undefined) return readSamples(where, model, x, y, sampleWeight, 'batch ');
    return { x: matchInputRank(where, model, await readArray(where, 'batch x', x)) };
  };
}
