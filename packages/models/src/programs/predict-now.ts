import { type Layer, NdArray } from '@myelin/core';
import { type ArrayInput, readFloatsNow } from '../data/array-input.ts';
import { matchInputRank } from '../data/match-input-rank.ts';
import { after } from '../training/awaitable.ts';
import { predictEagerly } from '../training/eager-steps.ts';
import type { Execution } from './execution.ts';
import { outputsOf } from './outputs-of.ts';

/** Predictions without waiting: by the program for such a batch if it is ready, else operation by operation. */
export function predictNow(model: Layer, execution: Execution, input: ArrayInput): NdArray {
  const x = matchInputRank('predictOnBatch', model, readFloatsNow('predictOnBatch', 'x', input));
  execution.requireCompiler('predictOnBatch');
  if (!model.isBuilt) model.buildFor([null, ...x.shape.slice(1)]);
  const found = after(execution.programs(), (programs) => programs?.predict(x));
  if (found instanceof Promise) {
    // It goes on by itself; what fails in it fails below too.
    found.catch(() => {});
  } else if (found) {
    const y = outputsOf(found, x);
    if (!(y instanceof Promise)) return y;
  }
  execution.records.of('predict', { x }).eagerBatches++;
  const y = predictEagerly(model, x);
  try {
    return new NdArray(y.dataSync(), y.shape);
  } finally {
    y.dispose();
  }
}
