/** From the arguments of `fit` and `evaluate` to batches: everything is read and checked before the first step. */

import { ArgumentError, describe, History, type Layer, nextSeed } from '@myelin/core';
import type { Compilation } from '../compile/compilation.ts';
import type { ArrayInput } from '../data/array-input.ts';
import {
  type BatchIterable,
  type BatchSource,
  batchesOfArrays,
  batchesOfIterable,
} from '../data/batch-source.ts';
import { batchReader, readSamples, type Samples } from '../data/read-samples.ts';
import { splitForValidation, validationSource } from '../data/validation.ts';
import type { FitPlan } from './fit.ts';
import { checkFit, type FitOptions } from './fit-options.ts';
import { prepare } from './prepare.ts';

/** Options that say how arrays become batches, and mean nothing to data that brings batches. */
const ARRAY_OPTIONS = ['batchSize', 'shuffle', 'validationSplit', 'sampleWeight'] as const;

/**
 * A plan for data that brings its own batches.
 *
 * @throws {@link ArgumentError} an option is for arrays only.
 */
export async function planForBatches(
  model: Layer,
  compilation: Compilation,
  data: BatchIterable,
  given: FitOptions = {},
): Promise<FitPlan> {
  const options = checkFit(given);
  requireBatchOptions('fit', given);
  const { validationData } = given;
  const check = checkerOf(model, compilation);
  return {
    model,
    compilation,
    options,
    history: historyOf(given),
    training: batchesOfIterable('fit', data, batchReader('fit', model, true)),
    validation:
      validationData &&
      (await validationSource(model, validationData, options.validationBatchSize, check)),
  };
}

/** A plan for arrays: some rows may be kept for validation, the others are shuffled each epoch. */
export async function planForArrays(
  model: Layer,
  compilation: Compilation,
  x: ArrayInput,
  y: ArrayInput,
  given: FitOptions = {},
): Promise<FitPlan> {
  const options = checkFit(given);
  const { batchSize, validationBatchSize, validationSplit, shuffle } = options;
  const samples = await readSamples('fit', model, x, y, given.sampleWeight);
  const { validationData } = given;
  const split = splitForValidation(samples, validationData ? 0 : validationSplit);
  const check = checkerOf(model, compilation);
  check(samples);
  const unshuffled = { batchSize: validationBatchSize, shuffleSeed: null };
  const validation = validationData
    ? await validationSource(model, validationData, validationBatchSize, check)
    : split.validation && batchesOfArrays('validationSplit of fit', split.validation, unshuffled);
  const shuffleSeed = shuffle ? nextSeed() : null;
  const training = batchesOfArrays('fit', split.training, { batchSize, shuffleSeed });
  return { model, compilation, options, history: historyOf(given), training, validation };
}

/** Batches of arrays to judge a model on. */
export async function sourceOfArrays(
  where: string,
  model: Layer,
  compilation: Compilation,
  batchSize: number,
  [x, y, sampleWeight]: readonly [ArrayInput, ArrayInput, ArrayInput | undefined],
): Promise<BatchSource> {
  const samples = await readSamples(where, model, x, y, sampleWeight);
  checkerOf(model, compilation)(samples);
  return batchesOfArrays(where, samples, { batchSize, shuffleSeed: null });
}

/** @throws {@link ArgumentError} an option is for arrays only. */
export function requireBatchOptions(where: string, given: FitOptions): void {
  for (const name of ARRAY_OPTIONS) {
    if (given[name] === undefined) continue;
    throw new ArgumentError({
      where,
      problem: `\`${name}\` is for arrays, and the data brings its own batches, received ${describe(given[name])}`,
      fix: 'leave it out, and prepare the dataset instead: shuffle(), batch(), take() and skip()',
    });
  }
}

/** Builds the model for samples and refuses those that it or the loss cannot take. */
function checkerOf(model: Layer, compilation: Compilation): (samples: Samples) => void {
  return (samples) => {
    prepare(model, compilation, samples);
  };
}

/** The History that the user put among the callbacks, or a new one. */
function historyOf({ callbacks = [] }: FitOptions): History {
  return callbacks.find((one) => one instanceof History) ?? new History();
}
