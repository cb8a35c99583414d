import { DataError, describe, isPlainRecord, suggestion } from '@myelin/core';
import { requireFinite, requireSameLength } from './array-input.ts';
import type { GivenBatch } from './batch-data.ts';
import type { Batch } from './batch-source.ts';
import { bothWeightsError, severalOutputsError, weightsOfClasses } from './class-weight.ts';
import type { PerInput } from './per-input.ts';
import {
  namedArrays,
  type OutputArrays,
  type PerOutput,
  readTargets,
  readWeights,
} from './per-output.ts';
import { type FedModel, readInputs } from './read-inputs.ts';

/** Samples with their targets and, if given, weights. */
export interface Samples extends Batch {
  readonly targets?: OutputArrays;
}

/** What samples are read for. */
export interface SamplesPlace {
  /** What messages call the data. */
  readonly where: string;
  readonly model: FedModel;
  readonly outputNames: readonly string[];
  /** False where samples may come without targets. */
  readonly needsTargets: boolean;
  /** Put before the names of the arrays in messages. */
  readonly prefix?: string;
}

/** Samples, targets and weights as users give them. */
export type GivenSamples = readonly [
  x: PerInput,
  y: PerOutput | null | undefined,
  sampleWeight?: PerOutput | null | undefined,
];

/**
 * Samples, targets and weights in ordinary memory, checked against one another and the model.
 *
 * @throws {@link ShapeError} they do not belong together, or do not fit the model.
 * @throws {@link DataError} they are empty or not finite.
 */
export async function readSamples(
  { where, model, outputNames: outputs, needsTargets, prefix = '' }: SamplesPlace,
  [x, y, sampleWeight]: GivenSamples,
): Promise<Samples> {
  const place = (name: string) => ({ where, name: `${prefix}${name}`, outputs });
  const samples = await readInputs({ where, name: `${prefix}x`, model }, x);
  const hasTargets = needsTargets || isGiven(y);
  const targets = hasTargets ? await readTargets(place('y'), y as PerOutput) : undefined;
  const sampleWeights = isGiven(sampleWeight)
    ? await readWeights(place('sampleWeight'), sampleWeight)
    : undefined;
  const arrays = Object.fromEntries([
    ...samples.named,
    ...namedArrays(place('y'), targets ?? []),
    ...namedArrays(place('sampleWeight'), sampleWeights ?? []),
  ]);
  requireSameLength(where, arrays);
  for (const [name, array] of Object.entries(arrays)) await requireFinite(where, name, array);
  return {
    x: samples.x,
    ...(targets && { targets }),
    ...(sampleWeights && { sampleWeights }),
  };
}

const isGiven = <Value>(value: Value | null | undefined): value is Value =>
  value !== undefined && value !== null;

/**
 * Samples that are weighted by their classes.
 *
 * @throws {@link ArgumentError} they have weights already, or the model has several outputs.
 */
export function weightedByClass(
  where: string,
  samples: Batch,
  classWeight: ReadonlyMap<number, number> | undefined,
): Batch {
  if (!classWeight) return samples;
  if (samples.sampleWeights) throw bothWeightsError(where);
  const { targets = [] } = samples;
  if (targets.length > 1) throw severalOutputsError(where, targets.length);
  const [target] = targets;
  return target
    ? { ...samples, sampleWeights: [weightsOfClasses(where, target, classWeight)] }
    : samples;
}

/** Reads batches that an iterable brings, each checked as arrays are. */
export function batchReader(
  place: SamplesPlace,
  classWeight?: ReadonlyMap<number, number>,
): (batch: GivenBatch) => Promise<Batch> {
  const { where, needsTargets } = place;
  const batchPlace = { ...place, prefix: 'batch ' };
  return async (batch) => {
    const { x, y, sampleWeight } = partsOf(batch);
    if (x === undefined) throw missingError(where, 'x', batch);
    requireKnownParts(where, batch);
    if (needsTargets && y === undefined) throw missingError(where, 'y', batch);
    const read = await readSamples(batchPlace, [x, y, sampleWeight]);
    return weightedByClass(where, read, classWeight);
  };
}

/** As {@link batchReader}, of the samples alone: a batch may be nothing else. */
export function inputReader(
  where: string,
  model: FedModel,
): (batch: GivenBatch | PerInput) => Promise<Batch> {
  return async (batch) => {
    const x = isBatch(batch) ? partsOf(batch).x : batch;
    if (x === undefined) throw missingError(where, 'x', batch);
    return { x: (await readInputs({ where, name: 'batch x', model }, x)).x };
  };
}

/** Whether samples stand in it beside targets and weights: otherwise it is one array, or a record of inputs. */
function isBatch(batch: GivenBatch | PerInput): batch is GivenBatch {
  if (Array.isArray(batch) || !isPlainRecord(batch)) return Array.isArray(batch) || !batch;
  return 'x' in batch && Object.keys(batch).every((name) => parts.includes(name));
}

const parts = ['x', 'y', 'sampleWeight'];

function missingError(where: string, name: 'x' | 'y', batch: unknown): DataError {
  return new DataError({
    where,
    problem: `each batch must hold \`${name}\`, received ${describe(batch)}`,
    fix: 'yield batches of the form { x, y } or [x, y], for example fromArrays(x, y).batch(32)',
  });
}

/** Weights under another name would count for nothing. */
function requireKnownParts(where: string, batch: GivenBatch): void {
  if (Array.isArray(batch)) return;
  const unknown = Object.keys(batch).find((name) => !parts.includes(name));
  if (unknown === undefined) return;
  const near = suggestion(unknown, parts);
  throw new DataError({
    where,
    problem: `a batch may hold x, y and sampleWeight, received ${describe(batch)}`,
    fix: near ? `did you mean \`${near}\`` : `leave \`${unknown}\` out`,
  });
}

interface BatchParts {
  readonly x?: PerInput | undefined;
  readonly y?: PerOutput | undefined;
  readonly sampleWeight?: PerOutput | null | undefined;
}

/** A batch in either form: an object, or a list in the order of Keras. */
function partsOf(batch: GivenBatch): BatchParts {
  if (!Array.isArray(batch)) return (batch as BatchParts | undefined) ?? {};
  if (batch.length > 3) return {};
  const [x, y, sampleWeight] = batch as readonly [PerInput?, PerOutput?, PerOutput?];
  return { x: x ?? undefined, y: y ?? undefined, sampleWeight };
}
