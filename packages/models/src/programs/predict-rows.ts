/** Predictions for rows in memory, many batches a call. */

import {
  type AnyLayer,
  type CallbackList,
  type EventLoopBreather,
  NdArray,
  shapeSize,
} from '@myelin/core';
import type { RowStore } from '@myelin/program';
import type { Rows } from '../data/batch-source.ts';
import { columnsOf, outputColumn } from '../data/columns.ts';
import { arraysIn, inputShapes, rowsOf } from '../data/inputs.ts';
import type { ModelRun } from '../training/model-run.ts';
import { Pace } from '../training/pace.ts';
import type { Execution } from './execution.ts';
import type { ModelProgram } from './model-program.ts';
import { outputsOf } from './outputs-of.ts';

export interface PredictRowsPlan {
  readonly model: AnyLayer;
  readonly execution: Execution;
  readonly rows: Rows;
  readonly callbacks: CallbackList;
  readonly run: ModelRun;
  readonly breather: EventLoopBreather;
  readonly signal: AbortSignal | undefined;
}

/** Numbers in all samples from which on it pays to hand them over at once. */
const WORTH_STORING = 2 ** 16;

/**
 * The outputs for all rows; undefined where the model has no program, or every batch is wanted on its own. Stops early,
 * with rows missing, once the signal has fired.
 */
export async function predictRows(plan: PredictRowsPlan): Promise<readonly NdArray[] | undefined> {
  const { model, execution, rows, callbacks } = plan;
  const { x } = rows.arrays;
  const { batchSize } = rows;
  const count = rowsOf(x);
  const isSingle =
    callbacks.hearsEvery('onPredictBatchBegin') || callbacks.hearsEvery('onPredictBatchEnd');
  const size = arraysIn(x).reduce((sum, array) => sum + array.size, 0);
  if (isSingle || size < WORTH_STORING || count < 2 * batchSize) return undefined;
  const first = rows.batch(0, batchSize).x;
  if (!model.isBuilt) model.buildFor(inputShapes(first));
  const programs = await execution.programs(first);
  const program = await programs?.predict(first);
  // Results are collected for one output, as float32; others come batch by batch.
  if (!programs || program?.resultCount !== 1 || program.resultType(Y).dtype !== 'float32') {
    return undefined;
  }
  const rest = count % batchSize;
  const last = await programs.predict(rest === 0 ? first : rows.batch(0, rest).x);
  if (!last) return undefined;
  const store = await programs.session.addRows(columnsOf({ x }), { once: true });
  if (!store) return undefined;
  try {
    return [await predictStored(plan, { program, last, store })];
  } finally {
    if (!programs.isDisposed) store.dispose();
  }
}

async function predictStored(
  { rows, callbacks, run, breather, signal }: PredictRowsPlan,
  { program, last, store }: { program: ModelProgram; last: ModelProgram; store: RowStore },
): Promise<NdArray> {
  const { arrays, batchSize } = rows;
  const count = rowsOf(arrays.x);
  const shape = program.resultType(Y).shape.slice(1);
  const width = shapeSize(shape);
  const values = new Float32Array(count * width);
  const pace = new Pace();
  const whole = count - (count % batchSize);
  for (let at = 0; at < whole && !signal?.aborted; ) {
    const runs = Math.min((whole - at) / batchSize, pace.batches, program.mostRuns);
    const into = values.subarray(at * width, (at + runs * batchSize) * width);
    const start = performance.now();
    await program.advance({ store, first: at, runs, collect: { name: Y, into } });
    pace.learn(runs, performance.now() - start);
    at += runs * batchSize;
    if (callbacks.hears('onPredictBatchEnd')) {
      await callbacks.onPredictBatchEnd(at / batchSize - 1, {}, run);
    }
    if (breather.isDue) await breather.breathe();
  }
  if (whole < count && !signal?.aborted) {
    const [y] = await outputsOf(last, rows.batch(whole, count).x);
    if (y) values.set(y.data, whole * width);
  }
  return new NdArray(values, [count, ...shape]);
}

/** The only output. */
const Y = outputColumn(0);
