/** Single steps on single batches: `trainOnBatch` and `testOnBatch`. */

import {
  type AnyLayer,
  type Logs,
  requireBoolean,
  requireKnownOptions,
  requireOptions,
} from '@myelin/core';
import type { Compilation } from '../compile/compilation.ts';
import { oneBatch } from '../data/batch-source.ts';
import { bothWeightsError, type ClassWeight, requireClassWeight } from '../data/class-weight.ts';
import type { PerOutput } from '../data/per-output.ts';
import { type GivenSamples, readSamples, weightedByClass } from '../data/read-samples.ts';
import type { Execution } from '../programs/execution.ts';
import { placeOf } from './plan-fit.ts';
import { runOnce } from './run-once.ts';
import type { StepKind } from './runner.ts';

export interface TestOnBatchOptions {
  /** Weight of each sample in the loss; for several outputs one for all, a list or a record. @shape `[samples]` */
  readonly sampleWeight?: PerOutput | null;
  /** Whether to answer `{ loss, accuracy }` and not a list. @defaultValue `false` */
  readonly returnDict?: boolean;
}

export interface TrainOnBatchOptions extends TestOnBatchOptions {
  /** Weight of the samples of each class in the loss: `{ 0: 1, 1: 5 }`. A class that is not named has 1. */
  readonly classWeight?: ClassWeight | null;
}

/** What a step is taken on. */
export interface OnBatchPlan {
  readonly where: string;
  readonly kind: StepKind;
  readonly model: AnyLayer;
  readonly compilation: Compilation;
  readonly execution: Execution;
}

/** One step on one batch, and the loss and metrics of this batch alone. */
export async function stepOnBatch(
  { where, kind, model, compilation, execution }: OnBatchPlan,
  [x, y]: GivenSamples,
  options: TrainOnBatchOptions,
): Promise<number | number[] | Logs> {
  const known = ['sampleWeight', 'returnDict', ...(kind === 'train' ? ['classWeight'] : [])];
  requireOptions(where, options, `pass options last: ${where}(x, y, { returnDict: true })`);
  requireKnownOptions(where, options, known);
  const { sampleWeight = null, returnDict = false } = options;
  requireBoolean(where, 'returnDict', returnDict);
  const classWeight = requireClassWeight(where, options.classWeight);
  if (classWeight && sampleWeight !== null) throw bothWeightsError(where);
  const samples = await readSamples(placeOf(where, model, compilation), [x, y, sampleWeight]);
  const source = oneBatch(where, weightedByClass(where, samples, classWeight));
  const task = { kind, model, compilation, source };
  const logs = await runOnce(await execution.runner(where, task));
  return returnDict ? logs : valuesOf(logs);
}

/** Values as Keras answers with them: the loss alone, or a list that begins with it. */
export function valuesOf(logs: Logs): number | number[] {
  const values = Object.values(logs);
  return values.length === 1 ? (values[0] ?? Number.NaN) : values;
}
