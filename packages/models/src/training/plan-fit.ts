/** From the arguments of `fit` and `evaluate` to batches: everything is read and checked before the first step. */

import { History, type Layer, nextSeed } from '@myelin/core';
import type { Compilation } from '../compile/compilation.ts';
import type { ArrayInput } from '../data/array-input.ts';
import {
  type BatchIterable,
  type BatchSource,
  batchesOfArrays,
  batchesOfIterable,
} from '../data/batch-source.ts';
import { readSamples } from '../data/read-samples.ts';
import { splitForValidation, validationSource } from '../data/validation.ts';
import type { FitPlan } from './fit.ts';
import { checkFit, type FitOptions } from './fit-options.ts';
import { StepRunner } from './step-runner.ts';

/** A plan for data that brings its own batches. */
export async function planForBatches(
  model: Layer,
  compilation: Compilation,
  data: BatchIterable,
  given: FitOptions = {},
): Promise<FitPlan> {
  const options = checkFit(given);
  const { validationData } = given;
  return {
    model,
    compilation,
    options,
    history: historyOf(given),
    training: batchesOfIterable(data),
    validation:
      validationData &&
      (await validationSource(model, validationData, options.validationBatchSize)),
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
  const validation = validationData
    ? await validationSource(model, validationData, validationBatchSize)
    : split.validation &&
      batchesOfArrays(split.validation, { batchSize: validationBatchSize, shuffleSeed: null });
  new StepRunner(model, compilation).prepare(samples);
  const shuffleSeed = shuffle ? nextSeed() : null;
  const training = batchesOfArrays(split.training, { batchSize, shuffleSeed });
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
  new StepRunner(model, compilation).prepare(samples);
  return batchesOfArrays(samples, { batchSize, shuffleSeed: null });
}

/** The History that the user put among the callbacks, or a new one. */
function historyOf({ callbacks = [] }: FitOptions): History {
  return callbacks.find((one) => one instanceof History) ?? new History();
}
