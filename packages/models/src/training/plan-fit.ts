/** From the arguments of `fit` and `evaluate` to batches: everything is read and checked before the first step. */

import {
  type AnyLayer,
  ArgumentError,
  describe,
  History,
  isPlainRecord,
  nextSeed,
} from '@myelin/core';
import type { Compilation } from '../compile/compilation.ts';
import { type BatchData, batchesOfData, isBatchData } from '../data/batch-data.ts';
import { type BatchSource, batchesOfArrays } from '../data/batch-source.ts';
import { bothWeightsError } from '../data/class-weight.ts';
import { rowsOf } from '../data/inputs.ts';
import {
  batchReader,
  type GivenSamples,
  readSamples,
  type Samples,
  type SamplesPlace,
  weightedByClass,
} from '../data/read-samples.ts';
import { splitForValidation, validationSource } from '../data/validation.ts';
import type { FitPlan } from './fit.ts';
import {
  type CheckedEvaluate,
  type CheckedFit,
  checkEvaluate,
  checkFit,
  type EvaluateOptions,
  type FitOptions,
} from './fit-options.ts';
import type { TrainableModel } from './fit-run.ts';
import { checkSamples } from './prepare.ts';

/** Options that say how arrays become batches, and mean nothing to data that brings batches. */
const ARRAY_OPTIONS = ['batchSize', 'shuffle', 'validationSplit', 'sampleWeight'] as const;

/**
 * A plan for data that brings its own batches.
 *
 * @throws {@link ArgumentError} an option is for arrays only.
 */
export async function planForBatches(
  model: TrainableModel,
  compilation: Compilation,
  data: BatchData,
  given: FitOptions = {},
): Promise<FitPlan> {
  requireNoTargets('fit', given);
  const options = checkFit(given);
  requireBatchOptions('fit', given);
  const { classWeight, stepsPerEpoch } = options;
  const { validationData } = given;
  const check = checkerOf(model, compilation);
  const place = placeOf('fit', model, compilation);
  const training = batchesOfData(data, {
    name: 'fit',
    read: batchReader(place, classWeight),
    steps: stepsPerEpoch,
    stepsOption: 'stepsPerEpoch',
  });
  const validation = validationData
    ? await validationSource(place, validationData, options, check)
    : undefined;
  return { model, compilation, options, history: historyOf(given), training, validation };
}

/** A plan for arrays: some rows may be kept for validation, the others are shuffled each epoch. */
export async function planForArrays(
  model: TrainableModel,
  compilation: Compilation,
  [x, y]: GivenSamples,
  given: FitOptions = {},
): Promise<FitPlan> {
  const options = checkFit(given);
  const { validationSplit, shuffle, classWeight } = options;
  const { sampleWeight } = given;
  if (classWeight && sampleWeight) throw bothWeightsError('fit');
  const place = placeOf('fit', model, compilation);
  const read = await readSamples(place, [x, y, sampleWeight]);
  const { validationData } = given;
  const split = splitForValidation(read, validationData ? 0 : validationSplit);
  const check = checkerOf(model, compilation);
  check(read);
  const unshuffled = { batchSize: options.validationBatchSize, shuffleSeed: null };
  const validation = validationData
    ? await validationSource(place, validationData, options, check)
    : split.validation && batchesOfArrays('validationSplit of fit', split.validation, unshuffled);
  const weighted = weightedByClass('fit', split.training, classWeight);
  const training = batchesOfArrays('fit', weighted, {
    batchSize: batchSizeFor(options, given, rowsOf(weighted.x)),
    shuffleSeed: shuffle ? nextSeed() : null,
    withinBatches: shuffle === 'batch',
  });
  return { model, compilation, options, history: historyOf(given), training, validation };
}

/** What `evaluate` was asked for. */
export interface TestRequest {
  readonly source: BatchSource;
  readonly options: CheckedEvaluate;
}

/**
 * The batches that a model is judged on.
 *
 * @throws {@link ArgumentError} an option is for arrays only.
 */
export async function planForTest(
  model: AnyLayer,
  compilation: Compilation,
  data: BatchData | GivenSamples,
  given: EvaluateOptions = {},
): Promise<TestRequest> {
  const name = 'evaluate';
  if (isBatchData(data)) requireNoTargets(name, given);
  const options = checkEvaluate(given);
  const place = placeOf(name, model, compilation);
  if (isBatchData(data)) {
    requireBatchOptions(name, given);
    const read = batchReader(place);
    const { steps } = options;
    return { options, source: batchesOfData(data, { name, read, steps, stepsOption: 'steps' }) };
  }
  const samples = await readSamples(place, [data[0], data[1], given.sampleWeight]);
  checkSamples(model, compilation, samples);
  const order = { batchSize: options.batchSize, shuffleSeed: null };
  return { options, source: batchesOfArrays(name, samples, order) };
}

/** Where samples are read for what a model was compiled to be. */
export function placeOf(where: string, model: AnyLayer, compilation: Compilation): SamplesPlace {
  const { hooks, needsTargets } = compilation;
  return { where, model, outputNames: hooks.outputNames, needsTargets };
}

/** @throws {@link ArgumentError} an option is for arrays only. */
function requireBatchOptions(where: string, given: FitOptions): void {
  for (const name of ARRAY_OPTIONS) {
    if (given[name] === undefined || given[name] === null) continue;
    throw new ArgumentError({
      where,
      problem: `\`${name}\` is for arrays, and the data brings its own batches, received ${describe(given[name])}`,
      fix: 'leave it out, and prepare the dataset instead: shuffle(), batch(), take() and skip()',
    });
  }
}

/** @throws {@link ArgumentError} targets stand where options should. */
function requireNoTargets(where: string, given: unknown): void {
  if (isPlainRecord(given)) return;
  throw new ArgumentError({
    where,
    problem: `\`y\` is for arrays, and the data brings its own batches, received ${describe(given)}`,
    fix: 'leave it out, and let each batch hold its targets: { x, y }',
  });
}

/** As in Keras, rows that are not cut otherwise are cut into the batches of an epoch. */
function batchSizeFor(
  { batchSize, stepsPerEpoch }: CheckedFit,
  given: FitOptions,
  rows: number,
): number {
  const isFree = given.batchSize === undefined && stepsPerEpoch !== null;
  return isFree ? Math.ceil(rows / stepsPerEpoch) : batchSize;
}

/** Builds the model for samples and refuses those that it or the loss cannot take. */
function checkerOf(model: AnyLayer, compilation: Compilation): (samples: Samples) => void {
  return (samples) => {
    checkSamples(model, compilation, samples);
  };
}

/** The History that the user put among the callbacks, or a new one. */
function historyOf({ callbacks = [] }: FitOptions): History {
  return callbacks.find((one) => one instanceof History) ?? new History();
}
